// SPDX-License-Identifier: Apache-2.0
package dev.penstock.bench.contender.dsl;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.penstock.bench.truth.AppEvent;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.TopologyTestDriver;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Properties;

import static org.assertj.core.api.Assertions.assertThat;

class DslTopologyTest {

    private static final long WINDOW = 1_700_000_040_000L;

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void shouldComputeUserActivity(boolean binary) throws IOException {
        var builder = new StreamsBuilder();
        if (binary) {
            BinaryDsl.addTo(builder, "in", "out");
        } else {
            JsonDsl.addTo(builder, "in", "out");
        }
        List<String> rows;
        try (var driver = new TopologyTestDriver(builder.build(), new Properties())) {
            var in = driver.createInputTopic("in", new StringSerializer(), new StringSerializer());
            in.pipeInput("u", event("view", "i1", ""), Instant.ofEpochMilli(WINDOW + 20));
            in.pipeInput("u", event("click", "i1", ""), Instant.ofEpochMilli(WINDOW + 20));
            in.pipeInput("u", event("purchase", "i2", "\"amount\":0.10,"), Instant.ofEpochMilli(WINDOW + 20));
            in.pipeInput("u", event("purchase", "i2", "\"amount\":0.20,"), Instant.ofEpochMilli(WINDOW + 20));
            rows = driver.createOutputTopic("out", new StringDeserializer(), new StringDeserializer())
                    .readValuesToList();
        }

        JsonNode last = new ObjectMapper().readTree(rows.get(rows.size() - 1));
        assertThat(last).isEqualTo(new ObjectMapper().readTree("""
                {"user_id":"u","window_start":1700000040000,"window_end":1700000100000,"events_1m":4,"views_1m":1,
                "clicks_1m":1,"purchases_1m":2,"ctr_1m":1.0,"total_spend":0.30,"items_1m":2,"session_duration":0}"""));
    }

    private static String event(String type, String item, String amount) {
        return """
                {"event_id":"e","user_id":"u","event_type":"%s","item_id":"%s",%s"timestamp":%d,"device":"web"}""".formatted(type, item, amount, WINDOW + 20);
    }

    @Test
    void shouldKeepManyItemsAsAnEstimate() {
        var activity = new BinaryActivity();
        for (int i = 0; i < 5_000; i++) {
            var event = new AppEvent("u", "view", "i" + i, BigDecimal.ZERO, WINDOW + i);
            activity = BinaryActivity.fromBytes(activity.add(event).toBytes());
        }

        assertThat(activity.toBytes()).hasSizeLessThan(9_000);
        assertThat(new String(activity.row("u", WINDOW, WINDOW + 60_000), StandardCharsets.UTF_8))
                .containsPattern("\"items_1m\":(4[89]|50|51)\\d\\d")
                .contains("\"session_duration\":4999");
    }
}
