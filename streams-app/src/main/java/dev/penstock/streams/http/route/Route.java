// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.http.route;

import dev.penstock.streams.http.route.Parameter.Place;
import io.javalin.http.Handler;

import java.util.List;

/**
 * A path that is answered. What the OpenAPI document says about it, what is refused before it is asked, and what is
 * done, in one place.
 *
 * @param path with names of parameters in braces
 * @param body what the request has as JSON, a record; {@link #NO_BODY} for what is asked by GET
 * @param mediaType of the answer
 * @param type of the answer, if it is JSON made of a record; {@link Object} otherwise
 * @param guard who may ask
 * @param handler answers by {@link io.javalin.http.Context}, or fails with a problem
 */
public record Route(
        String path,
        String summary,
        List<Parameter> parameters,
        Class<?> body,
        String mediaType,
        Class<?> type,
        Guard guard,
        Handler handler) {

    public static final Class<?> NO_BODY = Void.class;
    public static final String JSON = "application/json";
    public static final String TEXT = "text/plain;charset=utf-8";

    public enum Guard {
        /** Whoever may ask for everything, if there is a token. */
        TOKEN,
        /** Whoever may ask for features. */
        FEATURES,
        /** Whoever may ask how instances are. */
        METRICS,
        /** Everybody: what is said holds no data. */
        OPEN,
        /** Other instances, by the token; not in the OpenAPI document. */
        INSTANCES
    }

    public Route {
        parameters = List.copyOf(parameters);
    }

    /** Answers GET. */
    public static Route get(
            String path,
            String summary,
            List<Parameter> parameters,
            String mediaType,
            Class<?> type,
            Guard guard,
            Handler handler) {
        return new Route(path, summary, parameters, NO_BODY, mediaType, type, guard, handler);
    }

    /** Answers GET with JSON. */
    public static Route json(String path, String summary, List<Parameter> parameters, Class<?> type, Handler handler) {
        return get(path, summary, parameters, JSON, type, Guard.TOKEN, handler);
    }

    /** Answers POST with JSON; what is asked does not fit into a URL. */
    public static Route post(
            String path, String summary, List<Parameter> parameters, Class<?> body, Class<?> type, Handler handler) {
        return new Route(path, summary, parameters, body, JSON, type, Guard.TOKEN, handler);
    }

    public Route with(Guard other) {
        return new Route(path, summary, parameters, body, mediaType, type, other, handler);
    }

    /** Whether it needs a token, if there is one, and not that of an instance. */
    public boolean needsToken() {
        return guard != Guard.OPEN && guard != Guard.INSTANCES;
    }

    public boolean hasBody() {
        return body != NO_BODY;
    }

    public List<String> queryParameters() {
        return parameters.stream()
                .filter(parameter -> parameter.place() == Place.QUERY)
                .map(Parameter::name)
                .toList();
    }
}
