// SPDX-License-Identifier: Apache-2.0
package dev.penstock.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

import static org.assertj.core.api.Assertions.assertThat;

class KeysTest {

    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @ParameterizedTest
    @ValueSource(strings = {"random", "deterministic", "hmac"})
    void shouldShowKeysWithoutTheirSecret(String type) throws Exception {
        Path file = folder.resolve("keys.json");
        assertThat(execute("keys", "create", "--type", type, file.toString())).isZero();
        assertThat(execute("keys", "rotate", file.toString())).isZero();
        out.getBuffer().setLength(0);
        assertThat(execute("keys", "show", file.toString())).isZero();

        JsonNode keys = new ObjectMapper().readTree(file.toFile());
        assertThat(out.toString().lines())
                .containsExactly(
                        file + ": " + type + " key " + id(keys, 0) + " reads",
                        file + ": " + type + " key " + id(keys, 1) + " protects and reads");
        String all = out.toString() + err;
        keys.get("key")
                .forEach(key -> assertThat(all)
                        .doesNotContain(key.get("keyData").get("value").textValue()));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(folder).isDirectoryContaining(file::equals);
        assertThat(folder.toFile().list()).hasSize(1);
    }

    @Test
    void shouldHaveAKeyReadBeforeItProtects() throws Exception {
        Path file = folder.resolve("keys.json");
        execute("keys", "create", file.toString());
        execute("keys", "rotate", "--standby", file.toString());
        JsonNode waiting = new ObjectMapper().readTree(file.toFile());
        assertThat(waiting.get("primaryKeyId").asLong()).isEqualTo(id(waiting, 0));

        execute("keys", "rotate", file.toString());
        JsonNode rotated = new ObjectMapper().readTree(file.toFile());
        assertThat(rotated.get("key")).isEqualTo(waiting.get("key"));
        assertThat(rotated.get("primaryKeyId").asLong()).isEqualTo(id(waiting, 1));
    }

    @Test
    void shouldSayThatRotatedKeysMakeOtherKeysOfEvents() {
        Path file = folder.resolve("keys.json");
        execute("keys", "create", "--type=hmac", file.toString());
        execute("keys", "rotate", file.toString());

        assertThat(err.toString()).contains("what is keyed by them begins anew");
    }

    @Test
    void shouldWriteOverNoKeys() throws Exception {
        Path file = folder.resolve("keys.json");
        execute("keys", "create", file.toString());
        String before = Files.readString(file);

        assertThat(execute("keys", "create", file.toString())).isOne();
        assertThat(err.toString()).contains(file + ": is there already");
        assertThat(file).hasContent(before);
    }

    @Test
    void shouldSayWhatIsNoKeyset() throws Exception {
        Path file = folder.resolve("keys.json");
        assertThat(execute("keys", "show", file.toString())).isOne();
        assertThat(err.toString()).contains("keyset " + file + ": there is no such file");

        Files.writeString(file, "{\"secret\": 1}");
        assertThat(execute("keys", "show", file.toString())).isOne();
        assertThat(err.toString())
                .contains("keyset " + file + ": is no keyset of Tink in JSON")
                .doesNotContain("secret");

        assertThat(execute("keys", "create", "--type=randon", file.toString())).isEqualTo(2);
        assertThat(err.toString()).contains("did you mean 'random'?");
    }

    private static long id(JsonNode keys, int index) {
        return keys.get("key").get(index).get("keyId").asLong();
    }

    private int execute(String... arguments) {
        return Penstock.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
    }
}
