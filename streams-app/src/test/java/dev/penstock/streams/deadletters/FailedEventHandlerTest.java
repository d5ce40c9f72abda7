// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.deadletters;

import dev.penstock.streams.geo.GeoLocation;
import dev.penstock.streams.geo.GeoResolver;
import dev.penstock.streams.metrics.PipelineMetrics;
import dev.penstock.streams.topology.TestPipeline;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.errors.ProcessorStateException;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class FailedEventHandlerTest {

    private static final long T = TestPipeline.NOW.toEpochMilli();
    private static final String PIPELINE = """
            sources:
              clicks: {topic: clicks, partitioned_by: user, timestamp: {field: at, unit: millis}}
            streams:
              located: {from: clicks, enrich: {geo: {field: ip}}, to: located}
            """;

    @TempDir
    private Path folder;

    @Test
    void shouldMakeADeadLetterOfAnEventThatFailsUnexpectedlyAndGoOn() {
        GeoResolver fragile = ip -> {
            if (ip.equals("10.0.0.1")) {
                throw new IllegalStateException("no such luck");
            }
            return GeoLocation.UNKNOWN;
        };
        try (var pipeline = new TestPipeline(PIPELINE, folder, TestPipeline.NOW, fragile)) {
            byte[] value = event("10.0.0.1").getBytes(UTF_8);
            var headers = new RecordHeaders().add("trace", new byte[] {5});
            pipeline.send("clicks", new TestRecord<>("ann".getBytes(UTF_8), value, headers, 99L));
            pipeline.send("clicks", "ann", event("10.0.0.2"));

            var letter = pipeline.read("clicks-dlq").get(0);
            assertThat(letter.key()).isEqualTo("ann".getBytes(UTF_8));
            assertThat(letter.value()).isEqualTo(value);
            assertThat(letter.timestamp()).isEqualTo(99L);
            assertThat(letter.headers().toArray()[0]).isEqualTo(headers.toArray()[0]);
            assertThat(header(letter, "exception")).isEqualTo("java.lang.IllegalStateException");
            assertThat(header(letter, "message")).isEqualTo("failed: no such luck");
            assertThat(header(letter, "stacktrace")).contains("no such luck", FailedEventHandlerTest.class.getName());
            assertThat(header(letter, "topic")).isEqualTo("clicks");
            assertThat(header(letter, "offset")).isEqualTo("0");
            assertThat(pipeline.values("located")).singleElement().asString().contains("10.0.0.2");
            assertThat(pipeline.counted(PipelineMetrics.DEAD_LETTERS, "source", "clicks", "reason", "failed"))
                    .isEqualTo(1);
        }
    }

    @Test
    void shouldNotTakeAFailureOfTheStateStoreForAFaultOfTheEvent() {
        GeoResolver full = ip -> {
            throw new ProcessorStateException("no space left on device");
        };
        try (var pipeline = new TestPipeline(PIPELINE, folder, TestPipeline.NOW, full)) {
            assertThatThrownBy(() -> pipeline.send("clicks", "ann", event("10.0.0.1")))
                    .hasRootCauseMessage("no space left on device");
            assertThat(pipeline.read("clicks-dlq")).isEmpty();
        }
    }

    private static String event(String ip) {
        return "{\"user\":\"ann\",\"at\":%d,\"ip\":\"%s\"}".formatted(T, ip);
    }

    private static String header(TestRecord<byte[], byte[]> letter, String name) {
        return new String(
                letter.headers().lastHeader("__streams.errors." + name).value(), UTF_8);
    }
}
