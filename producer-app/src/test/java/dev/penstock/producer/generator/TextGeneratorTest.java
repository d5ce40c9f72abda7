// SPDX-License-Identifier: Apache-2.0
package dev.penstock.producer.generator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.penstock.producer.generator.TextGenerator.Shares;
import dev.penstock.producer.send.EventKind;
import dev.penstock.producer.send.OutgoingEvent;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class TextGeneratorTest {

    private static final long START = Instant.parse("2026-01-01T00:00:00Z").toEpochMilli();
    private static final int COUNT = 20_000;
    private static final GeneratorOptions OPTIONS = GeneratorOptions.DEFAULT
            .withCount(COUNT)
            .withTimeline(new Timeline.From(Instant.ofEpochMilli(START), 1000));
    private static final Shares MIXED = new Shares(0.01, 0.02, 0.03, 0.04, 0.05);
    private static final ObjectMapper JSON = new ObjectMapper();

    private static List<OutgoingEvent> generate(GeneratorOptions options, Shares shares) {
        var events = new ArrayList<OutgoingEvent>();
        try (var generator = new TextGenerator(options, shares)) {
            for (Optional<OutgoingEvent> next = generator.next(); next.isPresent(); next = generator.next()) {
                events.add(next.get());
            }
        }
        return events;
    }

    private static JsonNode read(OutgoingEvent event) {
        try {
            return JSON.readTree(event.record().value());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> texts(List<OutgoingEvent> events) {
        return events.stream()
                .filter(event -> event.kind() == EventKind.PLAIN)
                .map(event -> read(event).get("text").asText())
                .toList();
    }

    private static List<String> print(List<OutgoingEvent> events) {
        return events.stream()
                .map(event -> new String(event.record().value(), StandardCharsets.UTF_8))
                .toList();
    }

    @Test
    void shouldGiveTheSameBytesForTheSameSeedAndOthersForAnother() {
        List<String> some = print(generate(OPTIONS, MIXED));

        assertThat(print(generate(OPTIONS, MIXED))).isEqualTo(some);
        assertThat(print(generate(OPTIONS.withSeed(2), MIXED))).doesNotContainAnyElementsOf(some.subList(0, 100));
    }

    @Test
    void shouldMakeMessagesKeyedByTheUserInThem() {
        long at = START;
        for (OutgoingEvent event : generate(OPTIONS, new Shares(0.1, 0.1, 0.1, 0.1, 0))) {
            JsonNode message = read(event);
            assertThat(message.fieldNames())
                    .toIterable()
                    .containsExactly("id", "text", "timestamp", "source", "priority", "metadata");
            assertThat(message.get("metadata").fieldNames()).toIterable().containsExactly("user_id", "session_id");
            assertThat(message.at("/metadata/user_id").asText())
                    .isEqualTo(new String(event.record().key(), StandardCharsets.UTF_8));
            assertThat(message.get("timestamp").asLong())
                    .isEqualTo(event.record().timestamp())
                    .isEqualTo(at++);
            assertThat(event.record().topic()).isEqualTo("sentiment_requests");
        }
    }

    @Test
    void shouldKeepSharesToTheUnit() {
        var lists = List.of(
                new Shares(0.02, 0, 0, 0, 0),
                new Shares(0, 0.02, 0, 0, 0),
                new Shares(0, 0, 0.02, 0, 0),
                new Shares(0, 0, 0, 0.02, 0));

        assertThat(texts(generate(OPTIONS, lists.get(0))).stream().filter(String::isBlank))
                .hasSize(COUNT / 50);
        assertThat(texts(generate(OPTIONS, lists.get(1))).stream().filter(text -> text.length() >= TextGenerator.LONG))
                .hasSize(COUNT / 50);
        assertThat(texts(generate(OPTIONS, lists.get(2))).stream().filter(text -> text.matches("(?s).*[^\\n -~].*")))
                .hasSizeBetween(COUNT / 100, COUNT / 50);
        assertThat(texts(generate(OPTIONS, lists.get(3))).stream().filter(text -> text.matches("(?s).*[^\\n -~].*")))
                .hasSize(COUNT / 50);
    }

    @Test
    void shouldRepeatTextsByteForByteAndGiveEachOtherAnIdOfItsOwn() {
        List<OutgoingEvent> events = generate(OPTIONS, MIXED);

        var seen = new HashSet<String>();
        var ids = new HashSet<String>();
        for (OutgoingEvent event : events) {
            boolean isNew = seen.add(new String(event.record().value(), StandardCharsets.UTF_8));
            assertThat(isNew).isEqualTo(event.kind() == EventKind.PLAIN);
            assertThat(ids.add(read(event).get("id").asText())).isEqualTo(isNew);
        }
        assertThat(seen).hasSize(COUNT * 95 / 100);
    }

    @Test
    void shouldRefuseSharesThatAreMoreThanAll() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Shares(0.5, 0.3, 0.3, 0, 0))
                .withMessageContaining("together can be at most all, found 1.1");
    }
}
