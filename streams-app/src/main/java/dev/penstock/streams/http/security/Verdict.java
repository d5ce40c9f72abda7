// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.http.security;

/** What becomes of a request for what not everybody may ask. */
public enum Verdict {
    /** It is answered. */
    ALLOWED,
    /** The token is right, and not for this. */
    WRONG_ROLE,
    /** There is no token. */
    NO_TOKEN,
    /** No such token is known. */
    WRONG_TOKEN
}
