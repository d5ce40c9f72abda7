// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.deadletters.replay;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.penstock.streams.deadletters.Letter;
import dev.penstock.streams.deadletters.Origin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

import java.util.Base64;
import java.util.Optional;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

class LetterTextTest {

    private static final byte[] NO_UTF8 = {'a', (byte) 0xFF};
    /** Clears the screen, moves up, rings, turns the direction of writing, and sets the title by a C1 character. */
    private static final String HOSTILE = "\u001b[2J\u001b[A\r\n\t\u0007\u202e\u009d0;owned\u009c\u007f";

    @Test
    void shouldTellALetterInOneLine() {
        String line = LetterText.line(letter("not_json", "ann".getBytes(UTF_8), "{\"n\":1".getBytes(UTF_8)));

        assertThat(line).isEqualTo("1970-01-01T00:00:01.234Z\tnot_json: as in the test\tclicks-3@7\tann\t{\"n\":1");
    }

    @Test
    void shouldTellWhatALetterLacks() {
        var bare = new ProducerRecord<>("clicks-dlq", 0, 0L, (byte[]) null, (byte[]) null);

        assertThat(LetterText.line(consumed(bare))).isEqualTo("1970-01-01T00:00:00Z\tother: \t-\t-\t-");
    }

    @Test
    void shouldKnowWhatCameTooLateHoweverItWasSaid() {
        var tile = new ProducerRecord<>("rows-late", 0, 0L, "a".getBytes(UTF_8), "{}".getBytes(UTF_8));
        tile.headers()
                .add(TestTopic.header("__streams.errors.exception", "late_tile"))
                .add(TestTopic.header("__streams.errors.message", "group 'rows' retains less"));

        assertThat(letter("late", null, new byte[0]).reason()).isEqualTo("late");
        assertThat(consumed(tile).reason()).isEqualTo("late_row");
        assertThat(LetterText.line(consumed(tile))).contains("\tlate_row: group 'rows' retains less\t");
    }

    @Test
    void shouldCutLongValues() {
        String line =
                LetterText.line(letter("not_json", null, "x".repeat(100_000).getBytes(UTF_8)));

        assertThat(line).hasSizeLessThan(400).endsWith("xxx...");
    }

    @Test
    void shouldLetNothingReachTheTerminalThatMeansSomethingToIt() {
        var letter = letter(
                HOSTILE, HOSTILE.getBytes(UTF_8), HOSTILE.getBytes(UTF_8), TestTopic.header("own" + HOSTILE, HOSTILE));

        assertThat(LetterText.line(letter).replace("\t", "")).doesNotContainPattern("[\\p{Cc}\\p{Cf}]");
        assertThat(LetterText.line(letter).split("\t")).hasSize(5);
        assertThat(LetterText.json(letter)).doesNotContainPattern("[\\p{Cc}&&[^\\x7f]]|\\p{Cf}");
    }

    @Test
    void shouldTellAllOfALetterAsJson() throws Exception {
        var letter = letter(
                "key_missing",
                NO_UTF8,
                HOSTILE.getBytes(UTF_8),
                TestTopic.header("trace", "ü"),
                new RecordHeader("trace", NO_UTF8),
                new RecordHeader("empty", (byte[]) null));

        String json = LetterText.json(letter);
        JsonNode read = new ObjectMapper().readTree(json);

        assertThat(json).hasLineCount(1);
        assertThat(read.get("reason").asText()).isEqualTo("key_missing");
        assertThat(read.get("message").asText()).isEqualTo("key_missing: as in the test");
        assertThat(read.get("exception").asText()).isEqualTo("dev.penstock.event.BadEvent");
        assertThat(read.get("timestamp").asLong()).isEqualTo(1234);
        assertThat(read.get("origin"))
                .isEqualTo(new ObjectMapper().readTree("{\"topic\":\"clicks\",\"partition\":3,\"offset\":7}"));
        assertThat(read.has("key")).isFalse();
        assertThat(read.get("key_base64").asText())
                .isEqualTo(Base64.getEncoder().encodeToString(NO_UTF8));
        assertThat(read.get("value").asText()).isEqualTo(HOSTILE);
        assertThat(read.get("headers")).hasSize(3);
        assertThat(read.at("/headers/0/value").asText()).isEqualTo("ü");
        assertThat(read.at("/headers/1/value_base64").asText()).isEqualTo("Yf8=");
        assertThat(read.at("/headers/2/value").isNull()).isTrue();
    }

    @Test
    void shouldBelieveNothingThatTheRecordBroughtAlong() {
        var forged = letter(
                "not_json",
                null,
                new byte[0],
                TestTopic.header("__streams.errors.exception", "late_event"),
                TestTopic.header("__streams.errors.topic", "elsewhere"),
                TestTopic.header("__streams.errors.stacktrace", "none"));

        assertThat(forged.reason()).isEqualTo("not_json");
        assertThat(forged.origin()).contains(new Origin("clicks", 3, 7));
        assertThat(forged.note("__streams.errors.stacktrace")).isEqualTo(Optional.empty());
        assertThat(forged.ownHeaders()).hasSize(3);
    }

    private static Letter letter(String reason, byte[] key, byte[] value, Header... own) {
        return consumed(TestTopic.letter("clicks-dlq", "clicks", 3, reason, key, value, own));
    }

    private static Letter consumed(ProducerRecord<byte[], byte[]> record) {
        return new Letter(new ConsumerRecord<>(
                record.topic(),
                0,
                5,
                record.timestamp(),
                TimestampType.CREATE_TIME,
                0,
                0,
                record.key(),
                record.value(),
                record.headers(),
                Optional.empty()));
    }
}
