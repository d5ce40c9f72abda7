// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.http.server;

import dev.penstock.streams.http.route.Route;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.http.PreEncodedHttpField;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Function;

/**
 * Stands before the routes, and answers look-ups of one key on the thread that has read the request, where nobody has to be
 * waited for and the request is as plain as most are. That thread is the one that listens to all connections, so
 * everything else goes on to the routes on a thread of its own: they answer the same look-ups in the same words, and
 * whatever is wrong with one.
 *
 * <p>A look-up is little work. Through servlets and from thread to thread it took twice the processor time, which the
 * threads that process events then lacked.
 */
public final class QuickLookups extends Handler.Wrapper {

    /** The path that the routes declare for it. */
    public static final String ROUTE = "/api/features/{group}/{key}";

    private static final HttpField JSON = new PreEncodedHttpField(HttpHeader.CONTENT_TYPE, Route.JSON);

    private final RequestGuard admission;
    private final Function<KeyLookup, Optional<byte[]>> answers;
    private final RequestTimes times;

    /** @param answers the body of an answer that is there at once, empty for all else */
    QuickLookups(RequestGuard admission, Function<KeyLookup, Optional<byte[]>> answers, RequestTimes times) {
        this.admission = admission;
        this.answers = answers;
        this.times = times;
    }

    /** Of the routes nobody has to know: they are not asked on the thread that this speaks of. */
    @Override
    public InvocationType getInvocationType() {
        return InvocationType.NON_BLOCKING;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        long begin = System.nanoTime();
        Optional<byte[]> answer = lookup(request).flatMap(this::answer);
        if (answer.isEmpty()) {
            pass(request, response, callback);
            return true;
        }
        response.getHeaders().put(JSON);
        response.write(true, ByteBuffer.wrap(answer.get()), callback);
        times.record(ROUTE, HttpStatus.OK_200, System.nanoTime() - begin);
        return true;
    }

    private Optional<byte[]> answer(KeyLookup lookup) {
        try {
            return answers.apply(lookup);
        } catch (RuntimeException e) {
            // The routes meet with the same, and know how to say it.
            return Optional.empty();
        }
    }

    private Optional<KeyLookup> lookup(Request request) {
        HttpFields headers = request.getHeaders();
        boolean plain = HttpMethod.GET.is(request.getMethod())
                && headers.getLongField(HttpHeader.CONTENT_LENGTH) <= 0
                && !headers.contains(HttpHeader.TRANSFER_ENCODING)
                && admission.isWelcome(
                        headers.get(HttpHeader.HOST),
                        headers.get(HttpHeader.AUTHORIZATION),
                        Request.getRemoteAddr(request));
        return plain
                ? KeyLookup.read(
                        request.getHttpURI().getPath(), request.getHttpURI().getQuery())
                : Optional.empty();
    }

    private void pass(Request request, Response response, Callback callback) {
        try {
            request.getComponents().getExecutor().execute(() -> {
                try {
                    if (!super.handle(request, response, callback)) {
                        Response.writeError(request, response, callback, HttpStatus.NOT_FOUND_404);
                    }
                } catch (Exception e) {
                    Response.writeError(request, response, callback, e);
                }
            });
        } catch (RejectedExecutionException e) {
            Response.writeError(request, response, callback, HttpStatus.SERVICE_UNAVAILABLE_503);
        }
    }
}
