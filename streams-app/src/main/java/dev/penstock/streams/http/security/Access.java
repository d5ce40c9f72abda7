// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.http.security;

import java.util.Map;

/** Who may ask. Safe for use by many threads. */
public sealed interface Access permits Access.Open, Token, RoleTokens {

    /** Whoever can connect. */
    Access OPEN = new Open();

    /**
     * Whether a request may pass. Takes the same time however much of a token is right.
     *
     * @param authorization the value of the header of this name; empty if there is none
     * @param needed what the request is for
     */
    Verdict judge(String authorization, Role needed);

    /** The headers with which this instance asks others. */
    Map<String, String> headers();

    /** See {@link #OPEN}. */
    record Open() implements Access {
        @Override
        public Verdict judge(String authorization, Role needed) {
            return Verdict.ALLOWED;
        }

        @Override
        public Map<String, String> headers() {
            return Map.of();
        }
    }
}
