// SPDX-License-Identifier: Apache-2.0
package dev.penstock.bench.jmh;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.penstock.event.DecodeLimits;
import dev.penstock.event.Event;
import dev.penstock.event.EventResult;
import dev.penstock.event.decode.EventBuffer;
import dev.penstock.event.decode.EventDecoder;
import dev.penstock.event.pipeline.reader.PipelineReader;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

import java.io.IOException;
import java.util.concurrent.TimeUnit;

/**
 * What it costs to read one app event with six fields of interest: by Jackson's streaming parser alone, and by the
 * event decoder with all its checks.
 *
 * <pre>
 * mvn -q -pl benchmarks -am -Dquick -DskipTests package
 * java -cp benchmarks/target/classes:$(cat benchmarks/target/classpath) org.openjdk.jmh.Main Decode -prof gc
 * </pre>
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(3)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class DecodeBenchmark {

    private static final int EVENTS = 4096;

    private static final String PIPELINE = """
            sources:
              app_events:
                topic: app-events
                partitioned_by: user_id
                timestamp: {field: timestamp, unit: millis}
            features:
              user_activity:
                from: app_events
                key: user_id
                window: 1m
                to: features-user-activity
                columns:
                  events_1m: {count: events}
                  clicks_1m: {count: events, where: {event_type: click}}
                  total_spend: {sum: amount, where: {event_type: purchase}}
                  items_1m: {distinct: item_id}
                  devices_1m: {distinct: device}
              sales_by_item:
                from: app_events
                key: item_id
                window: 1m
                to: sales-by-item
                columns:
                  revenue: {sum: amount, where: {event_type: purchase}}
            """;

    private final JsonFactory jackson = new JsonFactory();
    private final byte[][] events = AppEvents.some(EVENTS, 17);
    private int next;
    private EventDecoder decoder;
    private EventBuffer buffer;

    @Setup
    public void setUp() throws IOException {
        var pipeline = PipelineReader.read("benchmark", PIPELINE);
        decoder = new EventDecoder(pipeline, pipeline.sources().get(0), DecodeLimits.DEFAULT);
        buffer = decoder.newBuffer();
        for (byte[] event : events) {
            long expected = sixFields(event).timestamp;
            if (!decoder.decodeInto(event, buffer)
                    || buffer.timestamp() != expected
                    || !(decoder.decode(event) instanceof Event made)
                    || made.timestamp() != expected) {
                throw new IllegalStateException("the decoders disagree");
            }
        }
    }

    private byte[] event() {
        next = next + 1 & EVENTS - 1;
        return events[next];
    }

    @Benchmark
    public Object jacksonSixFields() throws IOException {
        return sixFields(event());
    }

    @Benchmark
    public EventResult decode() {
        return decoder.decode(event());
    }

    @Benchmark
    public boolean decodeInto() {
        return decoder.decodeInto(event(), buffer);
    }

    private static final class SixFields {
        String userId;
        String eventType;
        String itemId;
        String device;
        String amount;
        long timestamp;
    }

    private SixFields sixFields(byte[] event) throws IOException {
        var fields = new SixFields();
        try (JsonParser parser = jackson.createParser(event)) {
            parser.nextToken();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                parser.nextToken();
                switch (name) {
                    case "user_id" -> fields.userId = parser.getText();
                    case "event_type" -> fields.eventType = parser.getText();
                    case "item_id" -> fields.itemId = parser.getText();
                    case "device" -> fields.device = parser.getText();
                    case "amount" -> fields.amount = parser.getText();
                    case "timestamp" -> fields.timestamp = parser.getLongValue();
                    default -> parser.skipChildren();
                }
            }
        }
        return fields;
    }
}
