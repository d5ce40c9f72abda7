// SPDX-License-Identifier: Apache-2.0
package dev.penstock.aggregate.codec;

/** Bytes that are no tile of the layout that was to decode them; the message says what was found and expected. */
public final class TileFormatException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public TileFormatException(String message) {
        super(message);
    }
}
