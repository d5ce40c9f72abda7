// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.http.security;

import java.util.List;
import javax.net.ssl.SSLContext;

/** What requests travel in. */
public sealed interface Transport permits Transport.Plain, Tls {

    /** Without encryption. */
    Transport PLAIN = new Plain();

    /** Of URLs. */
    String scheme();

    /** By which the certificates of other instances are checked; none without encryption. */
    List<SSLContext> trust();

    /** See {@link #PLAIN}. */
    record Plain() implements Transport {
        @Override
        public String scheme() {
            return "http";
        }

        @Override
        public List<SSLContext> trust() {
            return List.of();
        }
    }
}
