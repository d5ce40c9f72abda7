// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.http.server;

import dev.penstock.event.pipeline.mistake.Quote;
import dev.penstock.streams.http.problem.Problem;
import dev.penstock.streams.http.problem.Problem.Kind;
import dev.penstock.streams.http.problem.ProblemException;
import dev.penstock.streams.http.route.RequestParameters;
import dev.penstock.streams.http.route.Route;
import dev.penstock.streams.http.security.Access;
import dev.penstock.streams.http.security.HostCheck;
import dev.penstock.streams.http.security.Role;
import dev.penstock.streams.http.security.Verdict;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.http.HandlerType;

import java.util.List;
import java.util.Set;
import java.util.concurrent.Semaphore;

/**
 * Lets a request in, or ends it with a problem. Requests of clients wait for other instances, those of instances for
 * nobody: each have their own number of places, fewer together than the server has threads, so that two instances never
 * wait for each other with all they have.
 */
final class RequestGuard {

    static final int CLIENTS = 256;
    static final int INSTANCES = 128;

    private static final int MOST_URL_CHARS = 8192;

    private final Access access;
    private final HostCheck hosts;
    private final Set<String> withBody;
    private final AttemptLimit attempts = new AttemptLimit(System::nanoTime);
    private final RefusedRequests refused;
    private final Semaphore clients = new Semaphore(CLIENTS);
    private final Semaphore instances = new Semaphore(INSTANCES);

    /**
     * @param withBody paths that take a body, by POST
     * @param refused is told of each request that is refused for its token
     */
    RequestGuard(Access access, HostCheck hosts, Set<String> withBody, RefusedRequests refused) {
        this.refused = refused;
        this.access = access;
        this.hosts = hosts;
        this.withBody = Set.copyOf(withBody);
    }

    /** What holds for every path, whether it is there or not. */
    void check(Context request) {
        String host = request.header("Host");
        if (!isHost(host)) {
            throw Problem.of(
                            Kind.WRONG_HOST,
                            "found the host " + Quote.quote(host == null ? "" : host)
                                    + ", expected localhost, an IP address, or the name that this instance advertises")
                    .exception();
        }
        boolean takesBody = request.method() == HandlerType.POST && withBody.contains(request.path());
        if (!takesBody && (request.req().getContentLengthLong() > 0 || request.header("Transfer-Encoding") != null)) {
            request.header("Connection", "close");
            throw Problem.of(Kind.TOO_LARGE, "found a body, expected none").exception();
        }
        String query = request.queryString();
        if (request.path().length() + (query == null ? 0 : query.length()) > MOST_URL_CHARS) {
            throw Problem.of(Kind.URL_TOO_LONG, "a URL has at most " + MOST_URL_CHARS + " characters")
                    .exception();
        }
    }

    /**
     * Whether who asks for rows would be let in. Nothing is counted: whoever would not be asks again by the routes.
     *
     * @param host null if there is no such header
     * @param authorization null if there is no such header
     */
    boolean isWelcome(String host, String authorization, String address) {
        if (access == Access.OPEN) {
            return isHost(host);
        }
        String token = authorization == null ? "" : authorization;
        boolean isWelcome = !attempts.refuses(address, token) && access.judge(token, Role.FEATURES) == Verdict.ALLOWED;
        if (isWelcome) {
            attempts.passed(address, token);
        }
        return isWelcome;
    }

    private boolean isHost(String host) {
        // Who has the token does not come by a page of another site.
        return access != Access.OPEN || hosts.allows(host == null ? "" : host);
    }

    /** What is done for a route. */
    Handler guarded(Route route) {
        List<String> parameters = route.queryParameters();
        Handler answer = request -> {
            RequestParameters.of(request).check(parameters);
            route.handler().handle(request);
        };
        return switch (route.guard()) {
            case OPEN -> answer;
            case TOKEN -> request -> placed(request, Role.ALL, answer, clients);
            case FEATURES -> request -> placed(request, Role.FEATURES, answer, clients);
            case METRICS -> request -> placed(request, Role.METRICS, answer, clients);
            case INSTANCES -> request -> placed(request, Role.ALL, answer, instances);
        };
    }

    private void admit(Context request, Role needed) {
        if (access == Access.OPEN) {
            return;
        }
        String authorization = request.header("Authorization");
        String token = authorization == null ? "" : authorization;
        String address = request.req().getRemoteAddr();
        if (attempts.refuses(address, token)) {
            refused.countUnheard();
            request.header("Retry-After", String.valueOf(Problem.RETRY_AFTER_SECONDS));
            throw unauthorized(request, "too many wrong tokens came from this address; ask again later");
        }
        Verdict verdict = access.judge(token, needed);
        switch (verdict) {
            case ALLOWED -> attempts.passed(address, token);
            case WRONG_ROLE -> {
                attempts.passed(address, token);
                refused.count(verdict);
                throw Problem.of(
                                Kind.FORBIDDEN,
                                "the token is known, but not for this; expected one of the role "
                                        + (needed == Role.ALL
                                                ? needed.word()
                                                : needed.word() + " or " + Role.ALL.word()))
                        .exception();
            }
            case NO_TOKEN -> {
                refused.count(verdict);
                throw unauthorized(request, "expected the header Authorization: Bearer and a token");
            }
            case WRONG_TOKEN -> {
                attempts.failed(address);
                refused.count(verdict);
                throw unauthorized(request, "found another token than the one that is needed");
            }
        }
    }

    private static ProblemException unauthorized(Context request, String detail) {
        request.header("WWW-Authenticate", "Bearer");
        return Problem.of(Kind.UNAUTHORIZED, detail).exception();
    }

    private void placed(Context request, Role needed, Handler answer, Semaphore places) throws Exception {
        admit(request, needed);
        if (!places.tryAcquire()) {
            throw Problem.of(Kind.BUSY, "this instance answers as many requests as it takes at once")
                    .exception();
        }
        try {
            answer.handle(request);
        } finally {
            places.release();
        }
    }
}
