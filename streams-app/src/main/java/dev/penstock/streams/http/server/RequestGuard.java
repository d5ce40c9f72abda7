// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.http.server;

import dev.penstock.event.pipeline.mistake.Quote;
import dev.penstock.streams.http.problem.Problem;
import dev.penstock.streams.http.problem.Problem.Kind;
import dev.penstock.streams.http.route.RequestParameters;
import dev.penstock.streams.http.route.Route;
import dev.penstock.streams.http.security.Access;
import dev.penstock.streams.http.security.HostCheck;
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
    private final Semaphore clients = new Semaphore(CLIENTS);
    private final Semaphore instances = new Semaphore(INSTANCES);

    /** @param withBody paths that take a body, by POST */
    RequestGuard(Access access, HostCheck hosts, Set<String> withBody) {
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

    /** Whether who asks for data would be let in. Each may be null: there is no such header. */
    boolean isWelcome(String host, String authorization) {
        return isHost(host) && isAllowed(authorization);
    }

    private boolean isHost(String host) {
        // Who has the token does not come by a page of another site.
        return access != Access.OPEN || hosts.allows(host == null ? "" : host);
    }

    private boolean isAllowed(String authorization) {
        return access.allows(authorization == null ? "" : authorization);
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
            case TOKEN -> request -> placed(request, answer, clients);
            case INSTANCES -> request -> placed(request, answer, instances);
        };
    }

    private void placed(Context request, Handler answer, Semaphore places) throws Exception {
        String authorization = request.header("Authorization");
        if (!isAllowed(authorization)) {
            request.header("WWW-Authenticate", "Bearer");
            throw Problem.of(
                            Kind.UNAUTHORIZED,
                            authorization == null
                                    ? "expected the header Authorization: Bearer and a token"
                                    : "found another token than the one that is needed")
                    .exception();
        }
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
