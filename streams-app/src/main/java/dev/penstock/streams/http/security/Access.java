// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.http.security;

import java.util.Map;

/** Who may ask. */
public sealed interface Access permits Access.Open, Token {

    /** Whoever can connect. */
    Access OPEN = new Open();

    /**
     * Whether a request may pass.
     *
     * @param authorization the value of the header of this name; empty if there is none
     */
    boolean allows(String authorization);

    /** The headers with which this instance asks others. */
    Map<String, String> headers();

    /** See {@link #OPEN}. */
    record Open() implements Access {
        @Override
        public boolean allows(String authorization) {
            return true;
        }

        @Override
        public Map<String, String> headers() {
            return Map.of();
        }
    }
}
