// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.session;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;

/**
 * Makes the ids of sessions: a name-based UUID (RFC 9562, version 3) of the record key and, as 8 bytes big-endian, the
 * start of the session in epoch milliseconds. For one thread.
 */
public final class SessionIds {

    private static final long VERSION_BITS = 0xF000;
    private static final long VERSION = 0x3000;
    private static final long VARIANT_BITS = 0xC000_0000_0000_0000L;
    private static final long VARIANT = 0x8000_0000_0000_0000L;

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

    /**
     * The id of a session. Its upper half is never 0, since that holds the version.
     *
     * @param keys where the record key stands
     */
    UUID of(byte[] keys, int keyFrom, int keyLength, long sessionStart) {
        md5.update(keys, keyFrom, keyLength);
        md5.update(start.putLong(0, sessionStart).array());
        var hash = ByteBuffer.wrap(md5.digest());
        return new UUID(hash.getLong() & ~VERSION_BITS | VERSION, hash.getLong() & ~VARIANT_BITS | VARIANT);
    }
}
