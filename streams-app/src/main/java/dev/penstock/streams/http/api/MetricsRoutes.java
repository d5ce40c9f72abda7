// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.http.api;

import dev.penstock.streams.http.route.Route;
import io.javalin.http.Context;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;

import java.util.List;

/** Tells Prometheus all figures. */
public final class MetricsRoutes {

    /** The <a href="https://prometheus.io/docs/instrumenting/exposition_formats/">text format</a>, which every version takes. */
    static final String MEDIA_TYPE = "text/plain; version=0.0.4; charset=utf-8";

    private MetricsRoutes() {}

    /** None where the instance was given a registry that does not speak to Prometheus. */
    public static List<Route> of(MeterRegistry registry) {
        return registry instanceof PrometheusMeterRegistry prometheus
                ? List.of(Route.get(
                        "/metrics",
                        "All figures of this instance, for Prometheus",
                        List.of(),
                        MEDIA_TYPE,
                        Object.class,
                        Route.Guard.METRICS,
                        request -> scrape(request, prometheus)))
                : List.of();
    }

    private static void scrape(Context request, PrometheusMeterRegistry registry) {
        request.contentType(MEDIA_TYPE).result(registry.scrape(MEDIA_TYPE));
    }
}
