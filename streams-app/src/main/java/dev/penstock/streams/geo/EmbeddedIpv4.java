// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.geo;

import java.nio.ByteBuffer;
import java.util.List;

/**
 * The IPv4 address of the host that has an IPv6 address made for it, where the form of the address says so: 6to4 (RFC 3056),
 * Teredo (RFC 4380, the address of the client, which is written inverted) and what a translator makes of IPv4 under the
 * well-known prefix (RFC 6052).
 */
final class EmbeddedIpv4 {

    private record Form(IpPrefix prefix, int offset, int mask) {}

    private static final List<Form> FORMS = List.of(
            new Form(IpPrefix.parse("2002::/16"), 2, 0),
            new Form(IpPrefix.parse("2001::/32"), 12, -1),
            new Form(IpPrefix.parse("64:ff9b::/96"), 12, 0));

    private EmbeddedIpv4() {}

    /**
     * As a number of 32 bits, or {@link IpLiteral#NO_IPV4}.
     *
     * @param ipv6 16 bytes in network order
     */
    static long in(byte[] ipv6) {
        for (Form form : FORMS) {
            if (form.prefix.contains(ipv6)) {
                return Integer.toUnsignedLong(ByteBuffer.wrap(ipv6).getInt(form.offset) ^ form.mask);
            }
        }
        return IpLiteral.NO_IPV4;
    }
}
