// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.http.server;

import dev.penstock.streams.http.problem.Problem;
import dev.penstock.streams.http.problem.Problem.Kind;
import dev.penstock.streams.http.route.Json;
import dev.penstock.streams.http.route.Problems;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

import java.nio.ByteBuffer;

/** Answers with a problem document where a request can't even be read, and so gets no farther than the server. */
final class ConnectionErrors implements Request.Handler {

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        Problem problem = problem(response.getStatus());
        response.setStatus(problem.status());
        if (problem.kind() == Kind.METHOD_NOT_ALLOWED) {
            response.getHeaders().put(HttpHeader.ALLOW, Problems.ALLOWED);
        }
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, Problems.MEDIA_TYPE);
        response.getHeaders().put("X-Content-Type-Options", "nosniff");
        response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
        response.write(true, ByteBuffer.wrap(Json.bytes(problem)), callback);
        return true;
    }

    private static Problem problem(int status) {
        return switch (status) {
            case 413 -> Problem.of(Kind.TOO_LARGE, "found a body, expected none");
            case 414 -> Problem.of(Kind.URL_TOO_LONG, "the URL is longer than this instance reads");
            case 431 -> Problem.of(Kind.HEADERS_TOO_LARGE, "the headers are larger than this instance reads");
            // What has no path, as OPTIONS * has none, is not found by the server.
            case 404, 405 -> Problem.of(Kind.METHOD_NOT_ALLOWED, "expected GET or HEAD of a path");
            case 503 -> Problem.of(Kind.BUSY, "this instance is being stopped, or has no thread left");
            case 500 -> Problem.of(Kind.INTERNAL, "the request could not be answered");
            default ->
                Problem.of(
                        Kind.BAD_REQUEST,
                        "the request is no HTTP/1.1, or its URL is none of this instance, encoded as a URL has to be");
        };
    }
}
