// SPDX-License-Identifier: Apache-2.0
package dev.penstock.event.decode;

import dev.penstock.event.BadEvent;
import dev.penstock.event.BadEvent.Reason;
import dev.penstock.event.DecodeLimits;
import dev.penstock.event.Event;
import dev.penstock.event.Fields;
import dev.penstock.event.pipeline.Pipeline;
import dev.penstock.event.pipeline.reader.PipelineReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.HexFormat;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

class KeyCheckTest {

    private static final String UUID = "0c3a0316-755b-4ae4-a1af-a6da2c44cad2";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "json  | \"quoted\"         | \"quoted\"",
                "json  | \"quo\\u0074ed\"    | \"quoted\"",
                "json  | 42                 | 42",
                "json  | 42                 | \"42\"",
                "json  | true               | true",
                "json  | {\"id\":\"a\"}      | \"a\"",
                "json  | {\"id\":1001,\"x\":7} | 1001",
                "json  | {\"order\":{\"id\":\"a\"}} | \"a\"",
                "json  | {\"schema\":{\"type\":\"string\"},\"payload\":\"a\"} | \"a\"",
                "json  | {\"schema\":{\"type\":\"struct\"},\"payload\":{\"id\":1001}} | 1001",
                "text  | customer-4         | \"customer-4\"",
                "uuid  | " + UUID + "       | \"" + UUID + "\"",
                "any   | order-17           | \"customer-4\"",
            })
    void shouldKnowAKeyThatIsWrittenAsText(String format, String key, String field) {
        assertThat(decoder(format).partitionKeyEquals(fields(format, field), key.getBytes(UTF_8)))
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "int64, 000000000000002a, 42",
        "int64, ffffffffffffffff, -1",
        "int32, 0000002a, 42",
        "int32, 80000000, -2147483648",
        "int64, 000000000000002a, '\"42\"'",
        "uuid, 0c3a0316755b4ae4a1afa6da2c44cad2, '\"" + UUID + "\"'",
        "uuid, 0c3a0316755b4ae4a1afa6da2c44cad2, '\"0C3A0316-755B-4AE4-A1AF-A6DA2C44CAD2\"'",
        "any, ff, 1",
    })
    void shouldKnowAKeyThatIsWrittenInBytes(String format, String hex, String field) {
        assertThat(decoder(format)
                        .partitionKeyEquals(
                                fields(format, field), HexFormat.of().parseHex(hex)))
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "text  | \"a\"",
                "text  | b",
                "json  | a",
                "json  | \"b\"",
                "json  | \"a\",\"x\":1",
                "json  | \"a\"}",
                "json  | [\"a\"]",
                "json  | {\"other\":\"a\"}",
                "json  | null",
                "int64 | a",
                "int32 | abcdefgh",
                "uuid  | abcdefghijklmnop",
            })
    void shouldRefuseAnotherKey(String format, String key) {
        assertThat(decoder(format).partitionKeyEquals(fields(format, "\"a\""), key.getBytes(UTF_8)))
                .isFalse();
        assertThat(decoder(format).partitionKeyEquals(fields(format, "\"a\""), null))
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "text  | 6f726465722d3137 | the text 'order-17', expected the 'order.id' of the event, 'customer-4'",
                "text  |                  | 0 bytes, 0x, expected the 'order.id' of the event, 'customer-4'",
                "text  | 000000000000002a | 8 bytes, 0x000000000000002a, expected the 'order.id' of the event, 'customer-4'",
                "text  | ff               | 1 bytes, 0xff, expected the 'order.id' of the event, 'customer-4'",
                "json  | 6f726465722d3137 | the text 'order-17', expected the 'order.id' of the event as json, 'customer-4'",
            })
    void shouldSayWhatTheKeyIsAndWhatItShouldBe(String format, String hex, String message) {
        byte[] key = HexFormat.of().parseHex(hex == null ? "" : hex);
        String told = hex == null ? message.replace("0 bytes, 0x", "the text ''") : message;

        BadEvent bad = decoder(format).keyMismatch(fields(format, "\"customer-4\""), key);

        assertThat(bad.reason()).isEqualTo(Reason.KEY_MISMATCH);
        assertThat(bad.detail()).isEqualTo("the record key is " + told);
    }

    @Test
    void shouldCutALongKeyThatIsNoTextAndSayThatThereIsNone() {
        assertThat(decoder("text")
                        .keyMismatch(fields("text", "1"), new byte[100])
                        .detail())
                .isEqualTo("the record key is 100 bytes, 0x" + "00".repeat(32)
                        + "..., expected the 'order.id' of the event, '1'");
        assertThat(decoder("text").keyMismatch(fields("text", "1"), null).detail())
                .isEqualTo("the record key is missing, expected the 'order.id' of the event, '1'");
    }

    @Test
    void shouldTakeAnEventWithoutAnyKeyWhereTheSourceIsNotSaidToBePartitionedByAField() {
        EventDecoder decoder = decoder("");
        var event = (Event) decoder.decode("{\"at\":1,\"user\":\"u\"}".getBytes(UTF_8));

        assertThat(decoder.partitionKeyEquals(event.fields(), null)).isTrue();
        assertThat(decoder.partitionKeyEquals(event.fields(), new byte[] {-1})).isTrue();
    }

    private static Fields fields(String format, String id) {
        byte[] value = ("{\"at\":1,\"order\":{\"id\":" + id + "}}").getBytes(UTF_8);
        return ((Event) decoder(format).decode(value)).fields();
    }

    private static EventDecoder decoder(String format) {
        String key = format.isEmpty() ? "" : "partitioned_by: order.id, key_format: " + format + ", ";
        Pipeline pipeline = PipelineReader.read(
                "test.yaml",
                "sources: {s: {topic: t, " + key + "timestamp: {field: at, unit: millis}}}\n"
                        + "features: {g: {from: s, key: user, window: 1m, to: out, columns: {n: {count: events}}}}\n");
        return new EventDecoder(pipeline, pipeline.sources().get(0), DecodeLimits.DEFAULT);
    }
}
