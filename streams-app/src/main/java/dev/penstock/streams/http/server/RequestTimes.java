// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.http.server;

import io.javalin.http.Context;
import io.javalin.http.RequestLogger;
import io.javalin.router.Endpoint;
import io.micrometer.core.instrument.Meter.MeterProvider;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;

/**
 * Measures how long requests take, by route and kind of answer. The route is the path as it is declared, never the one
 * that was asked for: that has keys in it. What pages are made of is one route, since nobody asks how fast a script
 * comes, and there are many. Answers without an end have no time.
 */
public final class RequestTimes implements RequestLogger {

    private static final String NAME = "penstock.http.requests";

    /** The route of requests that none answers. */
    private static final String NO_ROUTE = "none";

    private static final String ASSETS = "/assets/";
    private static final String EVENT_STREAM = "text/event-stream";
    private static final double NANOS_PER_MILLI = 1e6;
    private static final Duration[] BOUNDS = LongStream.of(1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000)
            .mapToObj(Duration::ofMillis)
            .toArray(Duration[]::new);

    private final MeterProvider<Timer> timers;

    public RequestTimes(MeterRegistry registry) {
        timers = Timer.builder(NAME)
                .description("Time until a request was answered")
                .serviceLevelObjectives(BOUNDS)
                .withRegistry(registry);
    }

    @Override
    public void handle(Context request, Float millis) {
        String type = request.res().getContentType();
        if (type == null || !type.startsWith(EVENT_STREAM)) {
            record(route(request), request.statusCode(), (long) (millis * NANOS_PER_MILLI));
        }
    }

    /** The same for a request that does not come by here. */
    void record(String route, int status, long nanos) {
        timers.withTags("route", route, "status", status / 100 + "xx").record(nanos, TimeUnit.NANOSECONDS);
    }

    private static String route(Context request) {
        Endpoint endpoint = request.endpoints().lastHttpEndpoint();
        if (endpoint == null) {
            return NO_ROUTE;
        }
        return endpoint.path.startsWith(ASSETS) ? ASSETS : endpoint.path;
    }
}
