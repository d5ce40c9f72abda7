// SPDX-License-Identifier: Apache-2.0
package dev.penstock.store.http;

import dev.penstock.store.app.StoreApp;
import dev.penstock.streams.http.api.Answers;
import dev.penstock.streams.http.api.MetricsRoutes;
import dev.penstock.streams.http.route.Route;
import io.javalin.http.Context;
import io.micrometer.core.instrument.MeterRegistry;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** What can be asked. */
public final class StoreRoutes {

    private static final int OK = 200;
    private static final int UNAVAILABLE = 503;

    private StoreRoutes() {}

    public static List<Route> of(StoreApp app, MeterRegistry registry) {
        List<Route> routes = new ArrayList<>(MetricsRoutes.of(registry));
        routes.add(health(app, "/health/live", "Whether the process does its work; 503 if not", StoreHealth::live));
        routes.add(health(app, "/health/ready", "Whether all stores take rows; 503 if not", StoreHealth::ready));
        return routes;
    }

    private static Route health(StoreApp app, String path, String summary, Predicate<StoreHealth> isGood) {
        return Route.json(path, summary, List.of(), StoreHealth.class, request -> tell(app, request, isGood))
                .with(Route.Guard.OPEN);
    }

    private static void tell(StoreApp app, Context request, Predicate<StoreHealth> isGood) {
        boolean live = !app.failure().toCompletableFuture().isDone();
        var health = StoreHealth.of(live, app.progress());
        Answers.json(request.status(isGood.test(health) ? OK : UNAVAILABLE), health);
    }
}
