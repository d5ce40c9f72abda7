// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.geo;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Reads IP addresses as text. {@link java.net.InetAddress#getByName} would ask DNS about anything that it does not take for
 * an address, takes {@code 1.2} for one, and throws where this has an answer for the hot path.
 */
final class IpLiteral {

    /** What text that is no IP address reads as. */
    static final byte[] NONE = {};

    /** What {@link #ipv4} reads where there is no such address. */
    static final long NO_IPV4 = -1;

    private static final int IPV6_BYTES = 16;
    private static final int LONGEST_IPV4 = "255.255.255.255".length();
    private static final int LONGEST_IPV6 = "ffff:ffff:ffff:ffff:ffff:ffff:255.255.255.255".length();

    private IpLiteral() {}

    /**
     * The address in network order: 4 bytes for IPv4 and for IPv4-mapped IPv6, 16 for IPv6, otherwise {@link #NONE}.
     *
     * <p>IPv4 is four decimal numbers without leading zeros, which some read as octal. IPv6 is any form of RFC 4291, section
     * 2.2; a zone after {@code %} is left out of account.
     */
    static byte[] parse(String text) {
        long ipv4 = ipv4(text, 0, text.length());
        return ipv4 == NO_IPV4 ? unmapped(parseIpv6(text)) : bytes((int) ipv4);
    }

    /** The IPv4 address in a part of a text, as a number of 32 bits; {@link #NO_IPV4} where there is none. */
    static long ipv4(byte[] text, int from, int to) {
        if (to - from > LONGEST_IPV4) {
            return NO_IPV4;
        }
        int at = from;
        long address = 0;
        for (int i = 0; i < 4; i++) {
            if (i > 0 && (at >= to || text[at++] != '.')) {
                return NO_IPV4;
            }
            int start = at;
            int octet = 0;
            while (at < to && isDecimal(text[at])) {
                octet = octet * 10 + text[at++] - '0';
            }
            int digits = at - start;
            if (digits == 0 || digits > 3 || octet > 255 || (digits > 1 && text[start] == '0')) {
                return NO_IPV4;
            }
            address = address << 8 | octet;
        }
        return at == to ? address : NO_IPV4;
    }

    private static long ipv4(String text, int from, int to) {
        if (to - from > LONGEST_IPV4) {
            return NO_IPV4;
        }
        // What is not ASCII becomes a question mark, which is as wrong here.
        byte[] ascii = text.substring(from, to).getBytes(StandardCharsets.US_ASCII);
        return ipv4(ascii, 0, ascii.length);
    }

    private static byte[] bytes(int ipv4) {
        return ByteBuffer.allocate(Integer.BYTES).putInt(ipv4).array();
    }

    private static byte[] parseIpv6(String text) {
        int zone = text.indexOf('%');
        int end = zone < 0 ? text.length() : zone;
        if (end > LONGEST_IPV6 || zone == text.length() - 1) {
            return NONE;
        }
        byte[] bytes = new byte[IPV6_BYTES];
        int filled = 0;
        int gap = -1; // where "::" stands, in bytes
        int at = 0;
        if (end >= 2 && text.startsWith("::")) {
            gap = 0;
            at = 2;
        }
        while (at < end) {
            int colon = text.indexOf(':', at);
            if (colon < 0 || colon > end) {
                int tail = readTail(text, at, end, bytes, filled);
                if (tail == 0) {
                    return NONE;
                }
                filled += tail;
                break;
            }
            if (!readGroup(text, at, colon, bytes, filled)) {
                return NONE;
            }
            filled += 2;
            at = colon + 1;
            if (at == end) {
                return NONE;
            }
            if (text.charAt(at) == ':') {
                if (gap >= 0) {
                    return NONE;
                }
                gap = filled;
                at++;
            }
        }
        if (gap < 0) {
            return filled == IPV6_BYTES ? bytes : NONE;
        }
        return filled == IPV6_BYTES ? NONE : spread(bytes, gap, filled);
    }

    /** Reads what follows the last colon, a group or an IPv4 address; returns the number of bytes read. */
    private static int readTail(String text, int from, int to, byte[] target, int offset) {
        if (readGroup(text, from, to, target, offset)) {
            return 2;
        }
        long ipv4 = offset <= IPV6_BYTES - 4 ? ipv4(text, from, to) : NO_IPV4;
        if (ipv4 == NO_IPV4) {
            return 0;
        }
        System.arraycopy(bytes((int) ipv4), 0, target, offset, 4);
        return 4;
    }

    private static boolean readGroup(String text, int from, int to, byte[] target, int offset) {
        if (from == to || to - from > 4 || offset == IPV6_BYTES) {
            return false;
        }
        int group = 0;
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            int digit = c < 0x80 ? Character.digit(c, 16) : -1;
            if (digit < 0) {
                return false;
            }
            group = group << 4 | digit;
        }
        target[offset] = (byte) (group >> 8);
        target[offset + 1] = (byte) group;
        return true;
    }

    /** Moves the bytes from {@code gap} on to the end, with zeros in between. */
    private static byte[] spread(byte[] bytes, int gap, int filled) {
        int tail = filled - gap;
        System.arraycopy(bytes, gap, bytes, IPV6_BYTES - tail, tail);
        Arrays.fill(bytes, gap, IPV6_BYTES - tail, (byte) 0);
        return bytes;
    }

    /** The IPv4 address inside {@code ::ffff:0:0/96}; any other address as it is. */
    private static byte[] unmapped(byte[] address) {
        if (address.length != IPV6_BYTES || address[10] != -1 || address[11] != -1) {
            return address;
        }
        for (int i = 0; i < 10; i++) {
            if (address[i] != 0) {
                return address;
            }
        }
        return Arrays.copyOfRange(address, 12, IPV6_BYTES);
    }

    private static boolean isDecimal(byte c) {
        return c >= '0' && c <= '9';
    }
}
