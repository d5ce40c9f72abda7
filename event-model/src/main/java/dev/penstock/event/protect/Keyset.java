// SPDX-License-Identifier: Apache-2.0
package dev.penstock.event.protect;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.Configuration;
import com.google.crypto.tink.DeterministicAead;
import com.google.crypto.tink.KeyStatus;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.daead.DeterministicAeadConfig;
import com.google.crypto.tink.prf.PrfConfig;
import com.google.crypto.tink.prf.PrfSet;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Keys of one kind, of which the primary one protects and all read. What they make begins with a byte 1 and the id of
 * the key in four bytes, the highest first, as Tink writes it. Immutable, for use by many threads.
 */
public final class Keyset {

    private static final byte PREFIX = 1;
    private static final int PREFIX_BYTES = 5;

    /** So many bytes of an HMAC tell all values of the world apart. */
    private static final int PSEUDONYM_BYTES = 16;

    private static final byte[] NOTHING = {};

    /** The kinds of keys that can be used. */
    static final Configuration CONFIGURATION = configuration();

    private final KeysetHandle keys;
    private final KeyKind kind;
    private final Set<Integer> ids;
    private final Cipher cipher;

    /** What the keys do, whatever their kind. */
    private interface Cipher {

        byte[] encrypt(byte[] value, byte[] associated) throws GeneralSecurityException;

        byte[] decrypt(byte[] encrypted, byte[] associated) throws GeneralSecurityException;
    }

    /**
     * A key, without the secret.
     *
     * @param id as an unsigned number
     * @param isPrimary whether it is the one that protects
     * @param isEnabled whether it is used at all
     */
    public record Entry(long id, boolean isPrimary, boolean isEnabled) {}

    /** @throws GeneralSecurityException if they are of kinds that are not known here, or of several */
    Keyset(KeysetHandle keys) throws GeneralSecurityException {
        this.keys = keys;
        this.kind = kind(keys);
        this.ids = entries(keys)
                .filter(entry -> entry.getStatus() == KeyStatus.ENABLED)
                .map(KeysetHandle.Entry::getId)
                .collect(Collectors.toSet());
        this.cipher = cipher(keys, kind);
    }

    private static Configuration configuration() {
        try {
            AeadConfig.register();
            DeterministicAeadConfig.register();
            PrfConfig.register();
            return RegistryConfiguration.get();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Tink can't be used", e);
        }
    }

    private static KeyKind kind(KeysetHandle keys) throws GeneralSecurityException {
        for (KeyKind kind : KeyKind.values()) {
            if (entries(keys).allMatch(entry -> kind.has(entry.getKey()))) {
                return kind;
            }
        }
        throw new GeneralSecurityException("expected keys for AEAD, deterministic AEAD or PRF, all of one kind");
    }

    private static Stream<KeysetHandle.Entry> entries(KeysetHandle keys) {
        return IntStream.range(0, keys.size()).mapToObj(keys::getAt);
    }

    private static Cipher cipher(KeysetHandle keys, KeyKind kind) throws GeneralSecurityException {
        return switch (kind) {
            case RANDOM -> new RandomCipher(keys.getPrimitive(CONFIGURATION, Aead.class));
            case DETERMINISTIC -> new DeterministicCipher(keys.getPrimitive(CONFIGURATION, DeterministicAead.class));
            case HMAC -> new Hmac(keys.getPrimitive(CONFIGURATION, PrfSet.class));
        };
    }

    private record RandomCipher(Aead aead) implements Cipher {

        @Override
        public byte[] encrypt(byte[] value, byte[] associated) throws GeneralSecurityException {
            return aead.encrypt(value, associated);
        }

        @Override
        public byte[] decrypt(byte[] encrypted, byte[] associated) throws GeneralSecurityException {
            return aead.decrypt(encrypted, associated);
        }
    }

    private record DeterministicCipher(DeterministicAead aead) implements Cipher {

        @Override
        public byte[] encrypt(byte[] value, byte[] associated) throws GeneralSecurityException {
            return aead.encryptDeterministically(value, associated);
        }

        @Override
        public byte[] decrypt(byte[] encrypted, byte[] associated) throws GeneralSecurityException {
            return aead.decryptDeterministically(encrypted, associated);
        }
    }

    /** Tink puts no id of a key in front of what a PRF makes. */
    private record Hmac(PrfSet keys) implements Cipher {

        @Override
        public byte[] encrypt(byte[] value, byte[] associated) throws GeneralSecurityException {
            return ByteBuffer.allocate(PREFIX_BYTES + PSEUDONYM_BYTES)
                    .put(PREFIX)
                    .putInt(keys.getPrimaryId())
                    .put(keys.computePrimary(value, PSEUDONYM_BYTES))
                    .array();
        }

        @Override
        public byte[] decrypt(byte[] encrypted, byte[] associated) throws GeneralSecurityException {
            throw new GeneralSecurityException("nothing leads back from an HMAC");
        }
    }

    public KeyKind kind() {
        return kind;
    }

    /** In the order in which they were added. */
    public List<Entry> entries() {
        List<Entry> entries = new ArrayList<>();
        entries(keys)
                .forEach(entry -> entries.add(
                        new Entry(unsigned(entry.getId()), entry.isPrimary(), entry.getStatus() == KeyStatus.ENABLED)));
        return entries;
    }

    KeysetHandle keys() {
        return keys;
    }

    /** @param associated has to be the same for {@link #decrypt}; an HMAC takes none */
    byte[] encrypt(byte[] value, byte[] associated) {
        try {
            return cipher.encrypt(value, associated);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the primary key can't be used", e);
        }
    }

    /** The same for the same value, wherever that stands. */
    byte[] pseudonym(byte[] value) {
        return encrypt(value, NOTHING);
    }

    /**
     * @throws GeneralSecurityException if it was not encrypted by one of these keys, with the same associated data, or was
     *     changed since
     */
    byte[] decrypt(byte[] encrypted, byte[] associated) throws GeneralSecurityException {
        return cipher.decrypt(encrypted, associated);
    }

    /** Whether it names the id of one of the keys that are used. */
    boolean hasKeyOf(byte[] encrypted) {
        return ids.contains(ByteBuffer.wrap(encrypted).getInt(1));
    }

    /** Whether it is as long as it must be, and names the id of a key. */
    static boolean namesKey(byte[] encrypted) {
        return encrypted.length > PREFIX_BYTES && encrypted[0] == PREFIX;
    }

    /** The id of the key, an unsigned number, that something names. */
    static long keyId(byte[] encrypted) {
        return unsigned(ByteBuffer.wrap(Arrays.copyOf(encrypted, PREFIX_BYTES)).getInt(1));
    }

    private static long unsigned(int id) {
        return Integer.toUnsignedLong(id);
    }
}
