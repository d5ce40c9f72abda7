// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.topology;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Events as other teams' software writes them, read as they are: {@code worked_events.py} has the SDKs write them, and tells
 * what plain code counts in them.
 */
class WorkedEventsTest {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final List<JsonNode> LINES = lines();

    private static final String GA4_PARAMS = """
            engine: %s
            sources:
              rows: {topic: ga4, each: event_params, numbers: lenient, timestamp: {field: event_timestamp, unit: micros}}
            features:
              engagement:
                from: rows
                key: user_pseudo_id
                window: 1d
                to: ga4-engagement
                columns:
                  params: {count: events}
                  millis: {sum: event_params.value.int_value, where: {event_params.key: engagement_time_msec}}
            """;

    private static final String GA4_ITEMS = """
            engine: %s
            sources:
              rows: {topic: ga4, each: items, numbers: lenient, timestamp: {field: event_timestamp, unit: micros}}
            features:
              items:
                from: rows
                key: items.item_id
                window: 1d
                to: ga4-items
                columns: {sold: {sum: items.quantity}, revenue: {sum: items.item_revenue}}
            """;

    private static final String SEGMENT = """
            engine: %s
            sources:
              calls: {topic: segment, each: properties.products, partitioned_by: userId, timestamp: {field: timestamp, unit: iso8601}}
            features:
              products:
                from: calls
                key: properties.products.sku
                window: 1d
                to: segment-products
                columns:
                  lines: {count: events}
                  pieces: {sum: properties.products.quantity}
                  price: {sum: properties.products.price}
            """;

    private static final String SNOWPLOW_USERS = """
            engine: %s
            sources:
              enriched: {topic: snowplow, partitioned_by: domain_userid, timestamp: {field: collector_tstamp, unit: iso8601}}
            features:
              users:
                from: enriched
                key: domain_userid
                window: 1d
                to: snowplow-users
                columns:
                  checkouts: {count: events, where: {event_name: checkout}}
                  total: {sum: unstruct_event_com_acme_checkout_2.total}
            """;

    private static final String SNOWPLOW_CARTS = """
            engine: %s
            sources:
              enriched: {topic: snowplow, each: contexts_com_acme_cart_item_1, timestamp: {field: derived_tstamp, unit: iso8601}}
            features:
              skus:
                from: enriched
                key: contexts_com_acme_cart_item_1.sku
                window: 1d
                to: snowplow-skus
                columns: {carts: {count: events}, price: {sum: contexts_com_acme_cart_item_1.price}}
            """;

    private static final String POSTHOG = """
            engine: %s
            sources:
              captured: {topic: posthog, timestamp: {field: timestamp, unit: iso8601}}
            features:
              users:
                from: captured
                key: distinct_id
                window: 1d
                to: posthog-users
                columns:
                  events: {count: events}
                  views: {count: events, where: {event: $pageview}}
                  spent: {sum: properties.amount, where: {event: purchase}}
            """;

    private static final String CLOUDEVENTS = """
            engine: %s
            sources:
              shop: {topic: cloudevents, unwrap: cloudevents, partitioned_by: ce_subject, timestamp: {field: ce_time, unit: iso8601}}
            features:
              subjects:
                from: shop
                key: ce_subject
                window: 1d
                to: cloudevents-subjects
                columns:
                  events: {count: events}
                  paid: {sum: amount, where: {ce_type: shop.paid}}
            """;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {GA4_PARAMS, GA4_ITEMS, SEGMENT, SNOWPLOW_USERS, SNOWPLOW_CARTS, POSTHOG, CLOUDEVENTS})
    void shouldCountWhatPlainCodeCounts(String yaml) {
        assertThat(rows(yaml.formatted("micro-batch"), "batched")).isNotEmpty();
        assertThat(rows(yaml.formatted("per-event"), "single")).isNotEmpty();
    }

    /** The last row of each key, which has to be as in truth. */
    private Map<String, String> rows(String yaml, String name) {
        String topic = topic(yaml, "topic: ");
        String to = topic(yaml, " to: ");
        JsonNode truth = LINES.stream()
                .filter(line -> line.path("truth").asText().equals(to))
                .findFirst()
                .orElseThrow();
        try (var pipeline = new TestPipeline(yaml, folder.resolve(name))) {
            LINES.stream()
                    .filter(line -> line.path("topic").asText().equals(topic))
                    .forEach(line -> pipeline.send(topic, record(line)));
            Map<String, String> expected = new TreeMap<>();
            truth.get("rows").properties().forEach(row -> expected.put(row.getKey(), columns(row.getValue())));
            Map<String, String> found = new TreeMap<>();
            for (String value : pipeline.values(to)) {
                JsonNode row = read(value);
                found.put(
                        row.elements().next().asText(),
                        columns(row, truth.get("rows").elements().next()));
            }

            assertThat(pipeline.values(topic + "-dlq")).isEmpty();
            assertThat(found).isEqualTo(expected);
            return found;
        }
    }

    private static String topic(String yaml, String before) {
        String rest = yaml.substring(yaml.indexOf(before) + before.length());
        return rest.split("[,\\n]", 2)[0];
    }

    private static String columns(JsonNode row) {
        return columns(row, row);
    }

    private static String columns(JsonNode row, JsonNode names) {
        var columns = new TreeMap<String, BigDecimal>();
        names.fieldNames()
                .forEachRemaining(
                        name -> columns.put(name, new BigDecimal(row.get(name).asText()).stripTrailingZeros()));
        return columns.toString();
    }

    private static TestRecord<byte[], byte[]> record(JsonNode line) {
        var headers = new RecordHeaders();
        line.get("headers")
                .properties()
                .forEach(header ->
                        headers.add(header.getKey(), header.getValue().asText().getBytes(UTF_8)));
        JsonNode key = line.get("key");
        return new TestRecord<>(
                key.isNull() ? null : key.asText().getBytes(UTF_8),
                line.get("value").asText().getBytes(UTF_8),
                headers,
                TestPipeline.NOW.toEpochMilli());
    }

    private static List<JsonNode> lines() {
        try (InputStream in =
                WorkedEventsTest.class.getResourceAsStream("/dev/penstock/streams/worked/worked-events.jsonl")) {
            List<JsonNode> lines = new ArrayList<>();
            for (String line : new String(in.readAllBytes(), UTF_8).split("\n")) {
                lines.add(read(line));
            }
            return lines;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode read(String json) {
        try {
            // Numbers as they are written.
            return MAPPER.readerFor(JsonNode.class)
                    .with(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                    .readValue(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
