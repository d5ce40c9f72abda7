// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.http.peer;

import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLContext;

/**
 * How instances talk to each other.
 *
 * @param scheme {@code http} or {@code https}
 * @param headers that each request has, such as the token
 * @param trust whose certificates are trusted; none: those that Java trusts
 */
public record PeerAccess(String scheme, Map<String, String> headers, List<SSLContext> trust) {

    public PeerAccess {
        headers = Map.copyOf(headers);
        trust = List.copyOf(trust);
    }
}
