// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.enrich;

import com.dynatrace.hash4j.hashing.Hasher64;
import com.dynatrace.hash4j.hashing.Hashing;

import java.security.SecureRandom;
import java.util.Arrays;

/** A record key to look things up by. The bytes are shared and must not be written to. */
class RecordKey {

    /** Another one in each process, so that nobody can send keys that are made to collide. */
    private static final Hasher64 HASHER = Hashing.xxh3_64(new SecureRandom().nextLong());

    private final byte[] bytes;
    private final int hash;

    RecordKey(byte[] bytes) {
        this.bytes = bytes;
        this.hash = Long.hashCode(HASHER.hashBytesToLong(bytes));
    }

    final byte[] bytes() {
        return bytes;
    }

    @Override
    public final boolean equals(Object other) {
        return other instanceof RecordKey key && Arrays.equals(bytes, key.bytes);
    }

    @Override
    public final int hashCode() {
        return hash;
    }
}
