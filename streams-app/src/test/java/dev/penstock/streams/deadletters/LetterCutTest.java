// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.deadletters;

import dev.penstock.streams.topics.RecordSize;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

import java.util.Arrays;
import java.util.Optional;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

class LetterCutTest {

    private static final Origin ORIGIN = new Origin("clicks", 3, 123_456);

    @Property(tries = 300)
    void shouldFitAndSayWhereItCameFromWhateverIsCut(
            @ForAll("bytes") byte[] key,
            @ForAll("bytes") byte[] value,
            @ForAll("bytes") byte[] header,
            @ForAll @IntRange(min = 500, max = 5000) int most) {
        var letter = letter(key, value, header, "not_json: " + "x".repeat(300));

        var cut = LetterCut.cut(letter, most).orElseThrow();

        assertThat(RecordSize.most(cut)).isLessThanOrEqualTo(most);
        Letter read = read(cut);
        assertThat(read.origin()).contains(ORIGIN);
        assertThat(read.reason()).isEqualTo("not_json");
        assertThat(isBeginning(cut.value(), value)).isTrue();
        assertThat(read.isCut())
                .isEqualTo(!Arrays.equals(cut.value(), value)
                        || !Arrays.equals(cut.key(), key)
                        || read.ownHeaders().isEmpty());
    }

    @Provide
    Arbitrary<byte[]> bytes() {
        return Arbitraries.integers().between(0, 6000).map(size -> {
            byte[] bytes = new byte[size];
            Arrays.fill(bytes, (byte) 'b');
            return bytes;
        });
    }

    private static boolean isBeginning(byte[] beginning, byte[] whole) {
        return Arrays.equals(beginning, Arrays.copyOf(whole, beginning.length));
    }

    @Test
    void shouldCutTheValueFirstAndSayHowMuch() {
        var letter = letter("ann".getBytes(UTF_8), "é".repeat(5000).getBytes(UTF_8), new byte[10], "not_json: found");

        var cut = LetterCut.cut(letter, 1001).orElseThrow();

        assertThat(cut.key()).isEqualTo("ann".getBytes(UTF_8));
        assertThat(new String(cut.value(), UTF_8)).as("no half character").matches("é+");
        assertThat(cut.value().length).isBetween(500, 1000);
        assertThat(read(cut).ownHeaders()).hasSize(1);
        assertThat(read(cut).cut()).isEqualTo("%,d of 10,000 bytes of the value".formatted(cut.value().length));
    }

    @Test
    void shouldCutHeadersBeforeTheLastOfTheValueAndTheKeyAtLast() {
        byte[] value = "v".repeat(1000).getBytes(UTF_8);

        var withoutHeaders = LetterCut.cut(letter(new byte[10], value, new byte[9000], "not_json: x"), 2000)
                .orElseThrow();
        var withoutKey = LetterCut.cut(letter(new byte[9000], value, new byte[9000], "not_json: x"), 2000)
                .orElseThrow();

        assertThat(read(withoutHeaders).cut()).isEqualTo("0 of 9,003 bytes of headers");
        assertThat(withoutKey.value()).isEqualTo(value);
        assertThat(read(withoutKey).cut()).isEqualTo("100 of 9,000 bytes of the key, 0 of 9,003 bytes of headers");
    }

    @Test
    void shouldRefuseWhatLeavesNoRoomForTheOrigin() {
        assertThat(LetterCut.cut(letter(new byte[0], new byte[0], new byte[0], "not_json: x"), 200))
                .isEmpty();
    }

    @Test
    void shouldGiveALetterAKeyOfItsOwnAndKeepThatOfTheRecord() {
        var letter = letter("ann".getBytes(UTF_8), new byte[3], new byte[3], "not_json: x");
        var withoutKey = letter(null, new byte[3], new byte[3], "not_json: x");

        var alone = LetterCut.keyedAlone(letter);

        assertThat(alone.key()).isEqualTo("clicks-3@123456".getBytes(UTF_8));
        assertThat(read(alone).key()).isEqualTo("ann".getBytes(UTF_8));
        assertThat(RecordSize.most(alone)).isEqualTo(RecordSize.most(letter) + LetterCut.keyedAloneBytes(letter));
        assertThat(LetterCut.keyedAlone(withoutKey).key()).isNotNull();
        assertThat(read(LetterCut.keyedAlone(withoutKey)).key()).isNull();
    }

    private static ProducerRecord<byte[], byte[]> letter(byte[] key, byte[] value, byte[] header, String message) {
        Headers headers = new RecordHeaders();
        headers.add("own", header);
        add(headers, LetterHeaders.EXCEPTION, "dev.penstock.event.BadEvent");
        add(headers, LetterHeaders.MESSAGE, message);
        add(headers, LetterHeaders.TOPIC, ORIGIN.topic());
        add(headers, LetterHeaders.PARTITION, String.valueOf(ORIGIN.partition()));
        add(headers, LetterHeaders.OFFSET, String.valueOf(ORIGIN.offset()));
        return new ProducerRecord<>("clicks-dlq", null, 1L, key, value, headers);
    }

    private static void add(Headers headers, String name, String value) {
        headers.add(name, value.getBytes(UTF_8));
    }

    private static Letter read(ProducerRecord<byte[], byte[]> sent) {
        return new Letter(new ConsumerRecord<>(
                sent.topic(),
                0,
                0,
                sent.timestamp(),
                TimestampType.CREATE_TIME,
                0,
                0,
                sent.key(),
                sent.value(),
                sent.headers(),
                Optional.empty()));
    }
}
