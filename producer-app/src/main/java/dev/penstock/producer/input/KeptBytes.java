// SPDX-License-Identifier: Apache-2.0
package dev.penstock.producer.input;

import java.util.Arrays;

/** The bytes of a value, as far as there is room, without the line breaks between its parts. Used by one thread. */
final class KeptBytes {

    private final int most;
    private byte[] bytes = new byte[1024];
    private int length;
    private boolean tooLong;
    private boolean atLineStart;

    KeptBytes(int most) {
        this.most = most;
    }

    void clear() {
        length = 0;
        tooLong = false;
        atLineStart = false;
    }

    /** Whether nothing but space came since the last line break. */
    boolean isAtLineStart() {
        return atLineStart;
    }

    /** @param verbatim whether a line break has to be kept */
    void add(byte next, boolean verbatim) {
        if (!verbatim && (next == '\n' || next == '\r' || atLineStart && (next == ' ' || next == '\t'))) {
            atLineStart |= next == '\n';
            return;
        }
        atLineStart = false;
        if (length == most) {
            tooLong = true;
            return;
        }
        if (length == bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.min(2 * length, most));
        }
        bytes[length++] = next;
    }

    boolean isTooLong() {
        return tooLong;
    }

    byte[] toBytes() {
        return Arrays.copyOf(bytes, length);
    }
}
