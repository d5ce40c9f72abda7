// SPDX-License-Identifier: Apache-2.0
package dev.penstock.event.bytes;

import java.util.Arrays;

/** A few bytes that are looked for at one place of an array, eight at a time. Immutable. */
public final class BytePattern {

    private final byte[] bytes;
    private final int length;
    private final long firstWord;
    private final long lastWord;
    private final long mask;

    public BytePattern(byte[] bytes) {
        this.bytes = bytes.clone();
        this.length = bytes.length;
        this.firstWord = SwarBytes.at(Arrays.copyOf(bytes, Math.max(length, Long.BYTES)), 0);
        this.lastWord = length < Long.BYTES ? firstWord : SwarBytes.at(bytes, length - Long.BYTES);
        this.mask = length < Long.BYTES ? (1L << 8 * length) - 1 : -1;
    }

    public int length() {
        return length;
    }

    /** Whether these bytes stand at {@code at}, which lies inside of the array or at its end. */
    public boolean isAt(byte[] array, int at) {
        int room = array.length - at;
        if (room < Long.BYTES || room < length) {
            return room >= length && Arrays.equals(bytes, 0, length, array, at, at + length);
        }
        if ((SwarBytes.at(array, at) & mask) != firstWord) {
            return false;
        }
        // The last word laps over the one before it, so that nothing behind the pattern is read.
        return length <= Long.BYTES || restIsAt(array, at);
    }

    private boolean restIsAt(byte[] array, int at) {
        for (int i = Long.BYTES; i < length - Long.BYTES; i += Long.BYTES) {
            if (SwarBytes.at(array, at + i) != SwarBytes.at(bytes, i)) {
                return false;
            }
        }
        return SwarBytes.at(array, at + length - Long.BYTES) == lastWord;
    }
}
