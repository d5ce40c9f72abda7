// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.geo;

import java.nio.charset.StandardCharsets;

/**
 * Tells where an IP address belongs, from data at hand: a resolver never asks the network, and host names are not looked up.
 *
 * <p>Safe for use by many threads at once.
 */
public interface GeoResolver extends AutoCloseable {

    /**
     * Fails for no text whatever, as long as the resolver is open; text that is no IP address is at {@link
     * GeoLocation#UNKNOWN}.
     *
     * @param address an IPv4 address in dotted decimal without leading zeros, or an IPv6 address, with neither port nor
     *     brackets nor surrounding blanks
     */
    GeoLocation resolve(String address);

    /**
     * The same for the part of an array that holds the address in UTF-8.
     *
     * @param from where the address begins
     * @param to where it ends
     */
    default GeoLocation resolve(byte[] utf8, int from, int to) {
        return resolve(new String(utf8, from, to - from, StandardCharsets.UTF_8));
    }

    /** Lets go of what the resolver holds; nothing, unless it reads a file. */
    @Override
    default void close() {}
}
