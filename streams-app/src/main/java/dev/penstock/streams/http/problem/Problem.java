// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.http.problem;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import static java.util.Collections.unmodifiableMap;

/**
 * An error as clients get it: a problem document by <a href="https://www.rfc-editor.org/rfc/rfc9457">RFC 9457</a>.
 *
 * @param detail what was found and what would be right, in one line
 * @param more members beyond those of the RFC
 */
public record Problem(
        @JsonIgnore Kind kind, String detail, @JsonAnyGetter Map<String, Object> more) {

    private static final String TYPE_PREFIX = "urn:penstock:problem:";
    private static final int MOST_KNOWN = 200;

    /** How long clients shall wait where a problem {@linkplain Kind#passes() passes}. */
    public static final int RETRY_AFTER_SECONDS = 1;

    /** All kinds of problems there are. */
    public enum Kind {
        BAD_PARAMETER(400, "A parameter is wrong"),
        UNKNOWN_PARAMETER(400, "There is no such parameter"),
        BAD_REQUEST(400, "The request can't be read"),
        UNAUTHORIZED(401, "A token is needed"),
        FORBIDDEN(403, "The token is not for this"),
        NOT_FOUND(404, "There is no such path"),
        UNKNOWN_GROUP(404, "There is no such feature group"),
        UNFIT_PARAMETER(404, "A parameter does not fit the others, or the feature group"),
        NO_ROWS(404, "There are no such rows"),
        METHOD_NOT_ALLOWED(405, "The path takes another method"),
        TOO_LARGE(413, "The body is too large"),
        URL_TOO_LONG(414, "The URL is too long"),
        HEADERS_TOO_LARGE(431, "The headers are too large"),
        WRONG_HOST(421, "This is another host"),
        INTERNAL(500, "Something went wrong"),
        MOVING(503, "The partition is on its way to another instance"),
        UNREACHABLE(503, "The instance that has the partition does not answer"),
        BUSY(503, "Too many requests at once"),
        NOT_RUNNING(503, "This instance does not run"),
        TIMEOUT(504, "It took too long");

        private final int status;
        private final String title;

        Kind(int status, String title) {
            this.status = status;
            this.title = title;
        }

        /** The status that answers of this kind mostly have. */
        public int status() {
            return status;
        }

        /** Whether the same request can be answered a little later. */
        public boolean passes() {
            return status == 503 || status == 504;
        }

        String type() {
            return TYPE_PREFIX + name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        /** The kind that a {@code type} member names; {@link #INTERNAL} if it names none. */
        public static Kind ofType(String type) {
            for (Kind kind : values()) {
                if (kind.type().equals(type)) {
                    return kind;
                }
            }
            return INTERNAL;
        }
    }

    public Problem {
        more = unmodifiableMap(new LinkedHashMap<>(more));
    }

    public static Problem of(Kind kind, String detail) {
        return new Problem(kind, detail, Map.of());
    }

    /** The same with one member more. */
    public Problem with(String name, Object value) {
        var all = new LinkedHashMap<>(more);
        all.put(name, value);
        return new Problem(kind, detail, all);
    }

    /** The same with the names that would have been right, a few hundred at most. */
    public Problem withKnown(Collection<String> names) {
        return with("known", List.copyOf(names.stream().limit(MOST_KNOWN).toList()));
    }

    @JsonProperty(index = 1)
    public String type() {
        return kind.type();
    }

    @JsonProperty(index = 2)
    public String title() {
        return kind.title;
    }

    @JsonProperty(index = 3)
    public int status() {
        return kind.status;
    }

    public ProblemException exception() {
        return new ProblemException(this);
    }
}
