// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.http.api;

import dev.penstock.streams.http.route.RequestParameters;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.Base64;

/**
 * Where the next page of an answer begins, as text that clients hand back unread.
 *
 * @param window of the rows, or that of the last one
 * @param key behind which the page begins; empty where pages go by windows
 */
record PageToken(long window, byte[] key) {

    /** What tokens look like: base64 of eight bytes of a time, the first of them zero, and of a key. */
    static final String PATTERN = "^AA[A-P][A-Za-z0-9_-]{8}([A-Za-z0-9_-]([A-Za-z0-9_-]{4})*([A-Za-z0-9_-]{2,3})?)?$";

    private static final byte[] NO_KEY = {};

    /** As far as {@link #PATTERN} goes; later than any time that a request can have. */
    private static final long LATEST = (1L << 50) - 1;

    static PageToken behind(long window) {
        return new PageToken(window, NO_KEY);
    }

    static PageToken read(String text) {
        try {
            ByteBuffer bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(text));
            long window = bytes.getLong();
            byte[] key = new byte[bytes.remaining()];
            bytes.get(key);
            if (window < 0 || window > LATEST) {
                throw new IllegalArgumentException("no time that a request can have");
            }
            return new PageToken(window, key);
        } catch (IllegalArgumentException | BufferUnderflowException e) {
            throw RequestParameters.bad("page", text, "the value of next in the answer before")
                    .exception();
        }
    }

    String text() {
        byte[] bytes = ByteBuffer.allocate(Long.BYTES + key.length)
                .putLong(window)
                .put(key)
                .array();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
