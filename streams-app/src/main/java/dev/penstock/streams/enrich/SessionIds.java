// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.enrich;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;

/**
 * Makes the ids of sessions: a name-based UUID (RFC 9562, version 3) of the record key and, as 8 bytes big-endian, the
 * start of the session in epoch milliseconds. For one thread.
 */
final class SessionIds {

    // Kept, since to look one up takes as long as to use it.
    private final MessageDigest md5 = md5();

    private final ByteBuffer start = ByteBuffer.allocate(Long.BYTES);

    private static MessageDigest md5() {
        try {
            return MessageDigest.getInstance("MD5");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has MD5", e);
        }
    }

    /** As a JSON text. */
    byte[] of(byte[] key, long sessionStart) {
        md5.update(key);
        md5.update(start.putLong(0, sessionStart).array());
        byte[] hash = md5.digest();
        hash[6] = (byte) (hash[6] & 0x0f | 0x30);
        hash[8] = (byte) (hash[8] & 0x3f | 0x80);
        var bits = ByteBuffer.wrap(hash);
        var id = new UUID(bits.getLong(), bits.getLong());
        return ('"' + id.toString() + '"').getBytes(StandardCharsets.US_ASCII);
    }
}
