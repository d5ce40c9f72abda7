// SPDX-License-Identifier: Apache-2.0
package dev.penstock.producer.protect;

import dev.penstock.event.protect.KeyKind;
import dev.penstock.event.protect.KeysetFile;
import dev.penstock.producer.send.EventKind;
import dev.penstock.producer.send.EventSource;
import dev.penstock.producer.send.OutgoingEvent;
import dev.penstock.producer.send.SendException;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ProtectedSourceTest {

    @TempDir
    private Path folder;

    private final List<String> told = new ArrayList<>();

    @BeforeEach
    void create() {
        KeysetFile.create(folder.resolve("random.json"), KeyKind.RANDOM);
        KeysetFile.create(folder.resolve("hmac.json"), KeyKind.HMAC);
    }

    @Test
    void shouldProtectFieldsAndTheRecordKeyThatHoldsOne() throws IOException {
        EventSource events = source(
                List.of("--encrypt=ip", keyset("random"), "--pseudonymise=user", pseudonyms("hmac")),
                "u=1",
                "{\"user\":\"u=1\",\"ip\":\"10.0.0.1\",\"n\":1}");

        ProducerRecord<byte[], byte[]> record = events.next().orElseThrow().record();
        String key = text(record.key());
        assertThat(key).startsWith("psn:");
        assertThat(text(record.value()))
                .matches("\\{\"user\":\"" + key + "\",\"ip\":\"enc:[A-Za-z0-9_-]{40,}\",\"n\":1}");
        assertThat(events.next()).isEmpty();
    }

    @Test
    void shouldSendNoKeyThatTellsAnEncryptedField() {
        EventSource events =
                source(List.of("--encrypt=user", keyset("random")), "u1", "{\"user\":\"u1\",\"ip\":\"10.0.0.1\"}");

        assertThatThrownBy(events::next)
                .isInstanceOf(SendException.class)
                .hasMessageContaining("the record key holds 'user' in clear");
    }

    @Test
    void shouldLeaveOutWhatItCanNotProtect() throws IOException {
        EventSource events = source(
                List.of("--encrypt=ip", keyset("random")),
                "u1",
                "{\"ip\":\"10.0.0.1\"",
                "{\"ip\":\"10.0.0.1\",\"ip\":\"10.0.0.2\"}",
                "{\"user\":\"u1\"}");

        assertThat(text(events.next().orElseThrow().record().value())).isEqualTo("{\"user\":\"u1\"}");
        assertThat(events.next()).isEmpty();
        assertThat(events.skipped()).isEqualTo(2);
        assertThat(told)
                .singleElement()
                .asString()
                .startsWith("an event was left out, since it can't be protected: not_json: ")
                .doesNotContain("10.0.0.1");
    }

    @Test
    void shouldRefuseOptionsThatMakeNoSense() {
        assertThatThrownBy(() -> source(List.of("--encrypt=ip"), "k")).hasMessage("--encrypt needs --keyset");
        assertThatThrownBy(() -> source(List.of(keyset("random")), "k")).hasMessage("--keyset needs --encrypt");
        assertThatThrownBy(() -> source(List.of("--encrypt=a,a.b", keyset("random")), "k"))
                .hasMessage("'a' and 'a.b' can't both be protected");
        assertThatThrownBy(() -> source(List.of("--encrypt=ip", keyset("hmac")), "k"))
                .hasMessageEndingWith("has keys of type hmac, which are for something else");
        assertThatThrownBy(() -> source(List.of("--encrypt=ip", keyset("none")), "k"))
                .hasMessageEndingWith("there is no such file");
    }

    private String keyset(String name) {
        return "--keyset=" + folder.resolve(name + ".json");
    }

    private String pseudonyms(String name) {
        return "--pseudonyms=" + folder.resolve(name + ".json");
    }

    private EventSource source(List<String> options, String key, String... events) {
        var arguments = new ProtectionArguments();
        new CommandLine(CommandLine.Model.CommandSpec.create().addMixin("protection", mixin(arguments)))
                .parseArgs(options.toArray(String[]::new));
        return arguments.protect(new Listed(key, Stream.of(events).iterator()), told::add);
    }

    private static CommandLine.Model.CommandSpec mixin(ProtectionArguments arguments) {
        return CommandLine.Model.CommandSpec.forAnnotatedObject(arguments);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private record Listed(String key, Iterator<String> events) implements EventSource {

        @Override
        public Optional<OutgoingEvent> next() {
            return events.hasNext()
                    ? Optional.of(new OutgoingEvent(
                            new ProducerRecord<>("logins", null, 1L, bytes(key), bytes(events.next())),
                            EventKind.PLAIN))
                    : Optional.empty();
        }

        private static byte[] bytes(String text) {
            return text.getBytes(StandardCharsets.UTF_8);
        }

        @Override
        public Set<String> topics() {
            return Set.of("logins");
        }

        @Override
        public void close() {}
    }
}
