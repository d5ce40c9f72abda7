// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.http.security;

import dev.penstock.cli.support.CommandException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class TokenTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"", "too-short", "0123456789abcdef with spaces", "0123456789abcdefä"})
    void shouldRefuseWhatIsNoTokenWithoutShowingIt(String text) throws IOException {
        Path file = Files.writeString(folder.resolve("token"), text);

        assertThatThrownBy(() -> Token.read(file))
                .isInstanceOf(CommandException.class)
                .hasMessageContaining("expected a token in the first line, at least 16")
                .hasMessageNotContaining("0123456789");
    }

    @Test
    void shouldNotShowItselfInMessages() throws IOException {
        assertThat(Token.read(Files.writeString(folder.resolve("token"), "0123456789abcdef")))
                .asString()
                .doesNotContain("0123456789");
    }

    @Test
    void shouldSayWhatIsWrongWithAKeyStore() throws IOException {
        Path password = Files.writeString(folder.resolve("password"), "secret");
        Path none = folder.resolve("none.p12");
        Path wrong = Files.writeString(folder.resolve("wrong.p12"), "no key store");

        assertThatThrownBy(() -> Tls.read(none, password))
                .isInstanceOf(CommandException.class)
                .hasMessage(none + ": there is no such file");
        assertThatThrownBy(() -> Tls.read(wrong, password))
                .isInstanceOf(CommandException.class)
                .hasMessageStartingWith(wrong + ": is no key store")
                .hasMessageNotContaining("secret");
    }
}
