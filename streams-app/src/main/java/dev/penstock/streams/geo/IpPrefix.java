// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.geo;

import java.nio.ByteBuffer;

/** A network such as {@code 10.0.0.0/8} or {@code fe80::/10}. */
final class IpPrefix {

    private final byte[] network;
    private final int length;

    // The first 32 bits of the network, and which of them count.
    private final int leading;
    private final int leadingMask;

    private IpPrefix(byte[] network, int length) {
        this.network = network;
        this.length = length;
        this.leading = ByteBuffer.wrap(network).getInt();
        this.leadingMask = length == 0 ? 0 : -1 << Math.max(0, Integer.SIZE - length);
    }

    /** @throws IllegalArgumentException for text that is no network with its length in bits */
    static IpPrefix parse(String text) {
        int slash = text.indexOf('/');
        byte[] network = slash < 0 ? IpLiteral.NONE : IpLiteral.parse(text.substring(0, slash));
        int length = network.length == 0 ? -1 : Integer.parseInt(text, slash + 1, text.length(), 10);
        if (length < 0 || length > network.length * Byte.SIZE) {
            throw new IllegalArgumentException("expected a network such as 10.0.0.0/8, found '" + text + "'");
        }
        return new IpPrefix(network, length);
    }

    /** In bits. */
    int length() {
        return length;
    }

    boolean isIpv4() {
        return network.length == 4;
    }

    /** Whether some address of the network begins with this octet, a number from 0 to 255. */
    boolean reaches(int octet) {
        return ((network[0] & 0xff ^ octet) & leadingMask >>> Integer.SIZE - Byte.SIZE) == 0;
    }

    /** @param ipv4 as a number, where the network is of the same version */
    boolean contains(int ipv4) {
        return ((ipv4 ^ leading) & leadingMask) == 0;
    }

    /** @param address of the same version, in network order */
    boolean contains(byte[] address) {
        int whole = length / Byte.SIZE;
        for (int i = 0; i < whole; i++) {
            if (address[i] != network[i]) {
                return false;
            }
        }
        int rest = length % Byte.SIZE;
        return rest == 0 || (address[whole] ^ network[whole]) >> (Byte.SIZE - rest) == 0;
    }
}
