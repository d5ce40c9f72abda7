// SPDX-License-Identifier: Apache-2.0
package dev.penstock.event.protect;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class KeysetTest {

    private static final byte[] VALUE = bytes("\"anna@example.org\"");
    private static final byte[] PLACE = bytes("logins:email");

    @TempDir
    private Path folder;

    private Path file;

    @BeforeEach
    void name() {
        file = folder.resolve("keys.json");
    }

    @Test
    void shouldEncryptAtRandom() throws Exception {
        Keyset keys = created(KeyKind.RANDOM);
        byte[] one = keys.encrypt(VALUE, PLACE);

        assertThat(keys.encrypt(VALUE, PLACE)).isNotEqualTo(one);
        assertThat(keys.decrypt(one, PLACE)).isEqualTo(VALUE);
    }

    @ParameterizedTest
    @EnumSource(names = {"DETERMINISTIC", "HMAC"})
    void shouldKeepEqualValuesEqual(KeyKind kind) {
        Keyset keys = created(kind);

        assertThat(keys.pseudonym(VALUE))
                .isEqualTo(new KeysetFile(file).keyset().pseudonym(VALUE))
                .isNotEqualTo(keys.pseudonym(bytes("\"berta@example.org\"")));
    }

    @ParameterizedTest
    @EnumSource(names = {"RANDOM", "DETERMINISTIC"})
    void shouldNotDecryptWhatWasMovedOrChanged(KeyKind kind) {
        Keyset keys = created(kind);
        byte[] encrypted = keys.encrypt(VALUE, PLACE);

        assertThatThrownBy(() -> keys.decrypt(encrypted, bytes("logins:phone")))
                .isInstanceOf(GeneralSecurityException.class);
        encrypted[encrypted.length - 1] ^= 1;
        assertThatThrownBy(() -> keys.decrypt(encrypted, PLACE)).isInstanceOf(GeneralSecurityException.class);
    }

    @ParameterizedTest
    @EnumSource
    void shouldNameTheKeyInWhatItMakes(KeyKind kind) {
        Keyset before = created(kind);
        byte[] old = before.encrypt(VALUE, PLACE);
        new KeysetFile(file).rotate(false);
        Keyset after = new KeysetFile(file).keyset();
        byte[] young = after.encrypt(VALUE, PLACE);

        assertThat(after.entries())
                .extracting(Keyset.Entry::id)
                .containsExactly(Keyset.keyId(old), Keyset.keyId(young));
        assertThat(after.hasKeyOf(old)).isTrue();
        assertThat(before.hasKeyOf(young)).isFalse();
    }

    @ParameterizedTest
    @EnumSource(names = {"RANDOM", "DETERMINISTIC"})
    void shouldReadOldValuesAfterRotation(KeyKind kind) throws Exception {
        byte[] old = created(kind).encrypt(VALUE, PLACE);
        new KeysetFile(file).rotate(false);

        assertThat(new KeysetFile(file).keyset().decrypt(old, PLACE)).isEqualTo(VALUE);
    }

    private Keyset created(KeyKind kind) {
        KeysetFile.create(file, kind);
        return new KeysetFile(file).keyset();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
