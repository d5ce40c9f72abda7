// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.http.server;

import dev.penstock.streams.http.security.Access;
import dev.penstock.streams.http.security.Transport;

/**
 * How an instance can be asked.
 *
 * @param host the name or address to listen on
 * @param port 0 for any free one
 * @param advertised host and port by which other instances reach this one; empty: by those that it listens on
 */
public record HttpSettings(String host, int port, String advertised, Access access, Transport transport) {

    public static final String DEFAULT_HOST = "127.0.0.1";

    /** Not 8080: a port that everything else takes too would keep pipelines from starting. */
    public static final int DEFAULT_PORT = 7080;

    /** On this machine only, without a token. */
    public static HttpSettings local(int port) {
        return new HttpSettings(DEFAULT_HOST, port, "", Access.OPEN, Transport.PLAIN);
    }
}
