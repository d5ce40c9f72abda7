// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.http.api;

import dev.penstock.streams.http.live.LiveFeed;
import dev.penstock.streams.http.live.LiveQuery;
import dev.penstock.streams.http.live.LiveStream;
import dev.penstock.streams.http.problem.Problem;
import dev.penstock.streams.http.problem.Problem.Kind;
import dev.penstock.streams.http.route.RequestParameters;
import dev.penstock.streams.http.route.Route;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * Tells a page all that it wants to know in one stream, by
 * <a href="https://html.spec.whatwg.org/multipage/server-sent-events.html">server-sent events</a>. A stream keeps the
 * thread that it came by: there are few of them.
 */
public final class LiveRoutes {

    private static final Logger LOG = LoggerFactory.getLogger(LiveRoutes.class);
    private static final String MEDIA_TYPE = "text/event-stream;charset=utf-8";

    /** Shorter than a connection may be idle, here and in what stands between. */
    private static final Duration HEARTBEAT = Duration.ofSeconds(5);

    private static final byte[] NOTHING = ":\n\n".getBytes(StandardCharsets.UTF_8);
    private static final byte[] BEGIN = "data: ".getBytes(StandardCharsets.UTF_8);
    private static final byte[] END = "\n\n".getBytes(StandardCharsets.UTF_8);

    private final LiveQueries questions;
    private final LiveFeed feed;

    public LiveRoutes(LiveQueries questions, LiveFeed feed) {
        this.questions = questions;
        this.feed = feed;
    }

    public List<Route> routes() {
        return List.of(Route.get(
                "/api/live",
                "Statistics, instances and rows as they change, as server-sent events",
                LiveQueries.parameters(),
                MEDIA_TYPE,
                Object.class,
                Route.Guard.TOKEN,
                this::live));
    }

    private void live(Context request) {
        List<LiveQuery> wanted = questions.read(RequestParameters.of(request));
        request.contentType(MEDIA_TYPE);
        if (HandlerType.HEAD.equals(request.method())) {
            return;
        }
        try (LiveStream stream = feed.open(wanted)
                .orElseThrow(() -> Problem.of(
                                Kind.BUSY,
                                String.format(
                                        Locale.ROOT,
                                        "this instance feeds %d pages, as many as it does at once",
                                        LiveFeed.MOST_STREAMS))
                        .exception())) {
            // Proxies that gather answers before they pass them on must not.
            request.header("X-Accel-Buffering", "no");
            // Not by way of Javalin, which would hold back what is to be sent at once.
            write(stream, request.res().getOutputStream());
        } catch (IOException e) {
            LOG.debug("a page has left", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void write(LiveStream stream, OutputStream out) throws IOException, InterruptedException {
        out.write(NOTHING);
        out.flush();
        while (!stream.isOver()) {
            List<byte[]> answers = stream.take(HEARTBEAT);
            if (answers.isEmpty()) {
                out.write(NOTHING);
            }
            for (byte[] answer : answers) {
                out.write(BEGIN);
                out.write(answer);
                out.write(END);
            }
            out.flush();
        }
    }
}
