// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.http;

/**
 * A parameter of a route.
 *
 * @param place where it is in the URL
 * @param type as JSON Schema calls it
 */
record Parameter(String name, Place place, String type, String description, String example) {

    enum Place {
        PATH,
        QUERY
    }

    static Parameter path(String name, String description, String example) {
        return new Parameter(name, Place.PATH, "string", description, example);
    }

    static Parameter query(String name, String description, String example) {
        return new Parameter(name, Place.QUERY, "string", description, example);
    }

    static Parameter number(String name, String description, String example) {
        return new Parameter(name, Place.QUERY, "integer", description, example);
    }
}
