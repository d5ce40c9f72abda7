// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.http.route;

import dev.penstock.event.pipeline.mistake.Quote;
import dev.penstock.streams.http.problem.Problem;
import dev.penstock.streams.http.problem.Problem.Kind;
import dev.penstock.streams.http.problem.ProblemException;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.List;
import java.util.Set;
import java.util.UUID;

/** Answers with problem documents, whatever goes wrong. */
public final class Problems {

    public static final String MEDIA_TYPE = "application/problem+json";

    /** The methods that nearly every path takes. RFC 9110, 15.5.6: who refuses another one has to name them. */
    public static final String ALLOWED = "GET, HEAD";

    private static final Logger LOG = LoggerFactory.getLogger(Problems.class);

    private final List<String> paths;
    private final Set<String> withBody;

    /**
     * @param paths that there are, for those who look for one that isn't
     * @param withBody those that take POST instead of GET
     */
    public Problems(List<String> paths, Set<String> withBody) {
        this.paths = List.copyOf(paths);
        this.withBody = Set.copyOf(withBody);
    }

    public void addTo(RoutesConfig routes) {
        routes.exception(ProblemException.class, (e, request) -> tell(request, e.problem()));
        routes.exception(HttpResponseException.class, (e, request) -> tell(request, problem(e, request)));
        routes.exception(Exception.class, (e, request) -> tell(request, fault(request, e)));
    }

    static void tell(Context request, Problem problem) {
        if (problem.kind().passes()) {
            request.header("Retry-After", String.valueOf(Problem.RETRY_AFTER_SECONDS));
        }
        request.status(problem.status()).contentType(MEDIA_TYPE).result(Json.bytes(problem));
    }

    private Problem problem(HttpResponseException e, Context request) {
        return switch (e.getStatus()) {
            case 404 ->
                Problem.of(Kind.NOT_FOUND, "there is nothing at " + Quote.quote(request.path()))
                        .withKnown(paths);
            case 405 -> {
                String allowed = withBody.contains(request.path()) ? "POST" : ALLOWED;
                request.header("Allow", allowed);
                yield Problem.of(
                        Kind.METHOD_NOT_ALLOWED,
                        "found " + request.method().name() + ", expected " + allowed.replace(", ", " or "));
            }
            default -> Problem.of(Kind.BAD_REQUEST, String.valueOf(e.getMessage()));
        };
    }

    private static Problem fault(Context request, Exception e) {
        String id = UUID.randomUUID().toString();
        LOG.error("no answer to {} {}, fault {}", request.method(), Quote.plain(request.path()), id, e);
        return Problem.of(Kind.INTERNAL, "the log says more under " + id).with("id", id);
    }
}
