// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.http.api;

import dev.penstock.streams.http.route.Route;
import dev.penstock.streams.http.server.Assets;

import java.util.ArrayList;
import java.util.List;

/** The dashboard: a page that lives on what every instance answers. */
public final class DashboardRoutes {

    private static final String FOLDER = "dashboard/";
    private static final List<String> FILES = List.of(
            "dashboard.css",
            "theme.js",
            "app.js",
            "charts.js",
            "client.js",
            "dom.js",
            "flow.js",
            "format.js",
            "groups.js",
            "instances.js",
            "live.js",
            "lookup.js",
            "topology.js",
            "trouble.js",
            "icon.svg");

    private DashboardRoutes() {}

    public static List<Route> all() {
        List<Route> routes = new ArrayList<>();
        routes.add(Assets.own("/", FOLDER + "index.html"));
        FILES.forEach(file -> routes.add(Assets.own("/assets/dashboard/" + file, FOLDER + file)));
        routes.addAll(Assets.npmWebJar("/assets/chart", "chart.js", "dist/chart.umd.min.js"));
        return routes;
    }
}
