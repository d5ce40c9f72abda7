// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.serving;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * The order that a window store has its keys in: that of the key's bytes with the window's start behind them, eight
 * bytes, big endian. It differs from the order of the keys alone where a key continues another one with bytes as small
 * as those of a time.
 */
final class KeyOrder {

    private KeyOrder() {}

    /** Of keys of the same window. */
    static int compare(byte[] one, byte[] other, long window) {
        return Arrays.compareUnsigned(at(one, window), at(other, window));
    }

    /** The bytes that a store has for a key and time, as far as they decide about the order. */
    static byte[] at(byte[] key, long time) {
        return ByteBuffer.allocate(key.length + Long.BYTES)
                .put(key)
                .putLong(time)
                .array();
    }
}
