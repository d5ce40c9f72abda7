// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.http.route;

import dev.penstock.event.pipeline.mistake.Quote;
import dev.penstock.event.pipeline.mistake.Suggestion;
import dev.penstock.streams.http.problem.Problem;
import dev.penstock.streams.http.problem.Problem.Kind;
import io.javalin.http.Context;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** The parameters of a request, read. What can't be read ends the request with a problem that says what would do. */
public final class RequestParameters {

    private static final String ATTRIBUTE = RequestParameters.class.getName();
    private static final Pattern REPLACEMENT = Pattern.compile("%EF%BF%BD", Pattern.CASE_INSENSITIVE);
    private static final Pattern NUMBER = Pattern.compile("\\d{1,9}");

    private final Map<String, List<String>> given;

    public RequestParameters(Map<String, List<String>> given) {
        this.given = given;
    }

    /** Reads them once for each request, however often it is asked. */
    public static RequestParameters of(Context request) {
        RequestParameters read = request.attribute(ATTRIBUTE);
        if (read == null) {
            read = new RequestParameters(parameters(request));
            request.attribute(ATTRIBUTE, read);
        }
        return read;
    }

    /** Refuses parameters that are not among these, and those that are given more than once. */
    public void check(List<String> known) {
        given.forEach((name, values) -> {
            if (!known.contains(name)) {
                Problem problem = Problem.of(
                                Kind.UNKNOWN_PARAMETER,
                                "there is no parameter " + Quote.quote(name) + "; "
                                        + (known.isEmpty()
                                                ? "none is known here"
                                                : "known here: " + String.join(", ", known)))
                        .with("parameter", name)
                        .withKnown(known);
                throw Suggestion.nearest(name, known)
                        .map(nearest -> problem.with("did_you_mean", nearest))
                        .orElse(problem)
                        .exception();
            }
            if (values.isEmpty()) {
                throw unreadable(name).exception();
            }
            if (values.size() > 1) {
                throw bad(name, String.join(", ", values), "one value").exception();
            }
        });
    }

    private static Map<String, List<String>> parameters(Context request) {
        try {
            Map<String, List<String>> parameters = request.queryParamMap();
            if (holdsWhatIsNoUtf8(parameters, String.valueOf(request.queryString()))) {
                throw unreadable("the part behind the ?").exception();
            }
            return parameters;
        } catch (IllegalArgumentException e) {
            throw unreadable("the part behind the ?").exception();
        }
    }

    /** The server reads what is no UTF-8 as U+FFFD, which only counts where it was asked for. */
    private static boolean holdsWhatIsNoUtf8(Map<String, List<String>> parameters, String encoded) {
        long read = parameters.toString().chars().filter(c -> c == '\uFFFD').count();
        return read > REPLACEMENT.matcher(encoded).results().count();
    }

    private static Problem unreadable(String what) {
        return Problem.of(
                Kind.BAD_REQUEST,
                Quote.plain(what)
                        + " can't be read: a % that stands for itself is written %25, and what follows a % is UTF-8");
    }

    public boolean has(String name) {
        return given.containsKey(name);
    }

    public Optional<String> text(String name) {
        return Optional.ofNullable(given.get(name)).map(values -> values.get(0));
    }

    public int number(String name, int otherwise, int least, int most) {
        return text(name)
                .map(text -> Optional.of(text)
                        .filter(digits -> NUMBER.matcher(digits).matches())
                        .map(Integer::valueOf)
                        .filter(number -> number >= least && number <= most)
                        .orElseThrow(() -> bad(name, text, "a number from " + least + " to " + most)
                                .exception()))
                .orElse(otherwise);
    }

    public long time(String name, long otherwise) {
        return text(name)
                .map(text -> Times.time(text)
                        .orElseThrow(() -> bad(name, text, Times.expected(text)).exception()))
                .orElse(otherwise);
    }

    /** One of a few words. */
    public String word(String name, String otherwise, List<String> words) {
        String found = text(name).orElse(otherwise);
        if (!words.contains(found)) {
            throw bad(name, found, "one of " + String.join(", ", words)).exception();
        }
        return found;
    }

    /** Of a parameter that has to be there because of another one. */
    public static Problem missing(String parameter, String expected) {
        return Problem.of(
                        Kind.UNFIT_PARAMETER,
                        String.format(Locale.ROOT, "%s: found none, expected %s", parameter, expected))
                .with("parameter", parameter)
                .with("expected", expected);
    }

    /** What can't be read, by itself. */
    public static Problem bad(String parameter, String found, String expected) {
        return wrong(Kind.BAD_PARAMETER, parameter, found, expected);
    }

    /**
     * What is well-formed and yet names nothing that there is: together with the other parameters, or for the group that
     * is asked. The OpenAPI document can't tell it from what does.
     */
    public static Problem unfit(String parameter, String found, String expected) {
        return wrong(Kind.UNFIT_PARAMETER, parameter, found, expected);
    }

    private static Problem wrong(Kind kind, String parameter, String found, String expected) {
        return Problem.of(
                        kind,
                        String.format(
                                Locale.ROOT, "%s: found %s, expected %s", parameter, Quote.quote(found), expected))
                .with("parameter", parameter)
                .with("found", Quote.plain(found))
                .with("expected", expected);
    }
}
