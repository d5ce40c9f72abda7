// SPDX-License-Identifier: Apache-2.0
package dev.penstock.event.time;

import dev.penstock.event.BadEvent;
import dev.penstock.event.BadEvent.Reason;
import dev.penstock.event.DecodeLimits;
import dev.penstock.event.Event;
import dev.penstock.event.EventResult;
import dev.penstock.event.decode.EventDecoder;
import dev.penstock.event.pipeline.Pipeline;
import dev.penstock.event.pipeline.reader.PipelineReader;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

class TimeCheckTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "millis  | 1700000000          | which in millis lies in 1970; as seconds it would be 2023-11-14T22:13:20Z (unit: seconds reads it)",
                "millis  | 1700000000.5        | which in millis lies in 1970; as seconds it would be 2023-11-14T22:13:20.500Z (unit: seconds reads it)",
                "millis  | 1.7e9               | which in millis lies in 1970; as seconds it would be 2023-11-14T22:13:20Z (unit: seconds reads it)",
                "millis  | 1700000000000000    | no time in millis; as microseconds it would be 2023-11-14T22:13:20Z (unit: micros reads it)",
                "millis  | 1700000000000000000 | no time in millis; as nanoseconds it would be 2023-11-14T22:13:20Z (unit: nanos reads it)",
                "millis  | \"2023-11-14T22:13:20Z\" | no time in millis; as iso8601 it would be 2023-11-14T22:13:20Z (unit: iso8601 reads it)",
                "seconds | 1700000000000       | no time in seconds; as milliseconds it would be 2023-11-14T22:13:20Z (unit: millis reads it)",
                "seconds | 1700000000000000    | no time in seconds; as microseconds it would be 2023-11-14T22:13:20Z (unit: micros reads it)",
                "seconds | 1700000000000000000 | no time in seconds; as nanoseconds it would be 2023-11-14T22:13:20Z (unit: nanos reads it)",
                "seconds | \"1700000000000\"     | no time in seconds; as milliseconds it would be 2023-11-14T22:13:20Z (unit: millis reads it)",
                "nanos   | 1700000000000000    | which in nanos lies in 1970; as microseconds it would be 2023-11-14T22:13:20Z (unit: micros reads it)",
                "iso8601 | \"1700000000000\"     | no time in iso8601; as milliseconds it would be 2023-11-14T22:13:20Z (unit: millis reads it)",
                "iso8601 | 1700000000          | no time in iso8601; as seconds it would be 2023-11-14T22:13:20Z (unit: seconds reads it)",
                "iso8601 | 1700000000000       | no time in iso8601; as milliseconds it would be 2023-11-14T22:13:20Z (unit: millis reads it)",
                "iso8601 | \"1970-01-20T16:13:20Z\" | which in iso8601 lies in 1970; if whoever wrote it took seconds for milliseconds it is 2023-11-14T22:13:20Z"
            })
    void shouldSayWhichUnitFitsATimeThatIsDecadesOffInTheDeclaredOne(String unit, String json, String found) {
        var bad = (BadEvent) decode(unit, json);

        assertThat(bad.reason()).isEqualTo(Reason.TIMESTAMP_WRONG_UNIT);
        assertThat(bad.detail()).startsWith("'at' is the ").endsWith(", " + found);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '~',
            value = {
                "millis, 0",
                "millis, 86400000",
                "millis, 157766400000",
                "millis, 1431857103000",
                "millis, 852076800000",
                "seconds, 0",
                "seconds, 86400",
                "seconds, 1700000",
                "seconds, 157766400",
                "seconds, 1431857103",
                "seconds, 852076800",
                "iso8601, \"1970-01-01T00:00:00Z\"",
                "iso8601, \"1975-01-01T00:00:00Z\"",
                "iso8601, \"1997-01-01T00:00:00Z\""
            })
    void shouldTakeOldEventsAsTheyAre(String unit, String json) {
        assertThat(decode(unit, json)).isInstanceOf(Event.class);
    }

    @ParameterizedTest
    @CsvSource({
        "millis, -1700000000",
        "seconds, 17000000000000000000000",
        "iso8601, 5",
        "millis, 1e300",
        "auto, 1700000000000000000000"
    })
    void shouldGuessNoUnitWhereNoneFits(String unit, String json) {
        assertThat(((BadEvent) decode(unit, json)).reason()).isEqualTo(Reason.TIMESTAMP_INVALID);
    }

    private static EventResult decode(String unit, String json) {
        Pipeline pipeline = PipelineReader.read("test.yaml", """
                sources: {s: {topic: t, partitioned_by: user, timestamp: {field: at, unit: %s}}}
                features: {g: {from: s, key: user, window: 1m, to: out, columns: {n: {count: events}}}}
                """.formatted(unit));
        var decoder = new EventDecoder(pipeline, pipeline.sources().get(0), DecodeLimits.DEFAULT);
        byte[] value = "{\"user\":\"ann\",\"at\":%s}".formatted(json).getBytes(UTF_8);
        var buffer = decoder.newBuffer();
        decoder.decodeInto(value, buffer);
        EventResult result = decoder.decode(value);
        assertThat(buffer.isEvent()).isEqualTo(result instanceof Event);
        return result;
    }
}
