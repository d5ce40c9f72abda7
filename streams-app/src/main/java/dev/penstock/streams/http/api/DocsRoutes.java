// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.http.api;

import dev.penstock.streams.http.route.Json;
import dev.penstock.streams.http.route.OpenApi;
import dev.penstock.streams.http.route.Route;
import dev.penstock.streams.http.server.Assets;

import java.util.ArrayList;
import java.util.List;

/** The OpenAPI document of routes, and a page to try them. */
public final class DocsRoutes {

    private static final String UNKNOWN_VERSION = "unpackaged";

    private DocsRoutes() {}

    /** @param described all routes that the document is about */
    public static List<Route> of(List<Route> described) {
        String version = DocsRoutes.class.getPackage().getImplementationVersion();
        byte[] document = Json.bytes(OpenApi.document(described, version == null ? UNKNOWN_VERSION : version));
        List<Route> routes = new ArrayList<>();
        routes.add(Route.get(
                "/api/openapi.json",
                "",
                List.of(),
                Route.JSON,
                Object.class,
                Route.Guard.OPEN,
                request -> request.contentType(Route.JSON).result(document)));
        routes.add(Assets.own("/api", "api.html"));
        routes.add(Assets.own("/assets/api.js", "api.js"));
        routes.addAll(Assets.webJar("/assets/swagger-ui", "swagger-ui", "swagger-ui.css", "swagger-ui-bundle.js"));
        return routes;
    }
}
