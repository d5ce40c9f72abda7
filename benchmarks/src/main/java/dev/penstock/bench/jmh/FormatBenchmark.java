// SPDX-License-Identifier: Apache-2.0
package dev.penstock.bench.jmh;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.DynamicMessage;
import dev.penstock.event.DecodeLimits;
import dev.penstock.event.RegisteredSchema;
import dev.penstock.event.decode.EventBuffer;
import dev.penstock.event.decode.EventDecoder;
import dev.penstock.event.pipeline.reader.PipelineReader;
import dev.penstock.event.protobuf.schema.ProtoFiles;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * What it costs to read the same app event as JSON, Avro and Protobuf, six fields of it being of interest: by the event
 * decoder, and by the format's own generic library.
 *
 * <pre>
 * mvn -q -pl benchmarks -am -Dquick -DskipTests package
 * java -cp benchmarks/target/classes:$(cat benchmarks/target/classpath) org.openjdk.jmh.Main Format
 * </pre>
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(3)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class FormatBenchmark {

    private static final int EVENTS = 4096;

    private static final String PIPELINE = """
            sources:
              app_events:
                topic: app-events
                format: %s
                partitioned_by: user_id
                timestamp: {field: timestamp, unit: millis}
            features:
              user_activity:
                from: app_events
                key: user_id
                window: 1m
                to: features-user-activity
                columns:
                  clicks_1m: {count: events, where: {event_type: click}}
                  total_spend: {sum: amount, where: {event_type: purchase}}
                  items_1m: {distinct: item_id}
                  devices_1m: {distinct: device}
            """;

    private static final List<String> TEXTS =
            List.of("event_id", "user_id", "event_type", "item_id", "device", "region");

    private static final List<String> READ =
            List.of("user_id", "event_type", "item_id", "amount", "timestamp", "device");

    private static final Schema AVRO = new Schema.Parser().parse("""
            {"type": "record", "name": "AppEvent", "fields": [
              {"name": "event_id", "type": "string"}, {"name": "user_id", "type": "string"},
              {"name": "event_type", "type": "string"}, {"name": "item_id", "type": "string"},
              {"name": "amount", "type": ["null", "double"], "default": null}, {"name": "timestamp", "type": "long"},
              {"name": "device", "type": "string"}, {"name": "region", "type": "string"}]}""");

    private static final RegisteredSchema PROTOBUF = new RegisteredSchema("PROTOBUF", """
            syntax = "proto3";
            message AppEvent {
              string event_id = 1; string user_id = 2; string event_type = 3; string item_id = 4;
              optional double amount = 5; int64 timestamp = 6; string device = 7; string region = 8;
            }
            """, Map.of());

    private static final Descriptor MESSAGE = ProtoFiles.descriptor(PROTOBUF).findMessageTypeByName("AppEvent");

    private static final List<FieldDescriptor> READ_FIELDS =
            READ.stream().map(MESSAGE::findFieldByName).toList();

    @Param({"json", "avro", "protobuf"})
    public String format;

    private final ObjectMapper jackson = new ObjectMapper();
    private final GenericDatumReader<GenericRecord> avro = new GenericDatumReader<>(AVRO);
    private BinaryDecoder avroDecoder;
    private byte[][] events;
    private int next;
    private EventDecoder decoder;
    private EventBuffer buffer;

    @Setup
    public void setUp() throws IOException {
        byte[][] json = AppEvents.some(EVENTS, 17);
        events = new byte[EVENTS][];
        var pipeline = PipelineReader.read("benchmark", PIPELINE.replace("%s", format));
        var schema = format.equals("avro") ? new RegisteredSchema("AVRO", AVRO.toString(), Map.of()) : PROTOBUF;
        decoder =
                new EventDecoder(pipeline, pipeline.sources().get(0), DecodeLimits.DEFAULT, id -> Optional.of(schema));
        buffer = decoder.newBuffer();
        for (int i = 0; i < EVENTS; i++) {
            JsonNode event = jackson.readTree(json[i]);
            events[i] = switch (format) {
                case "avro" -> avro(event);
                case "protobuf" -> protobuf(event);
                default -> json[i];
            };
            if (!decoder.decodeInto(events[i], buffer)
                    || buffer.timestamp() != event.get("timestamp").asLong()) {
                throw new IllegalStateException("an event was not read");
            }
        }
    }

    @Benchmark
    public boolean decode() {
        return decoder.decodeInto(event(), buffer);
    }

    @Benchmark
    public void generic(Blackhole hole) throws IOException {
        byte[] event = event();
        switch (format) {
            case "avro" -> {
                avroDecoder = DecoderFactory.get().binaryDecoder(event, 5, event.length - 5, avroDecoder);
                // A new record for each, as deserializers make one, and its texts as those that compare them need them.
                GenericRecord record = avro.read(null, avroDecoder);
                READ.forEach(name -> hole.consume(
                        record.get(name) instanceof CharSequence text ? text.toString() : record.get(name)));
            }
            case "protobuf" -> {
                var in = com.google.protobuf.CodedInputStream.newInstance(event, 6, event.length - 6);
                DynamicMessage message = DynamicMessage.parseFrom(MESSAGE, in);
                READ_FIELDS.forEach(field -> hole.consume(message.getField(field)));
            }
            default -> {
                JsonNode node = jackson.readTree(event);
                READ.forEach(name -> hole.consume(node.get(name)));
            }
        }
    }

    private byte[] event() {
        next = next + 1 & EVENTS - 1;
        return events[next];
    }

    private static byte[] avro(JsonNode event) throws IOException {
        var record = new GenericData.Record(AVRO);
        TEXTS.forEach(name -> record.put(name, event.get(name).asText()));
        record.put("timestamp", event.get("timestamp").asLong());
        record.put("amount", event.has("amount") ? event.get("amount").asDouble() : null);
        var bytes = new ByteArrayOutputStream();
        bytes.write(ByteBuffer.allocate(5).putInt(1, 1).array());
        var encoder = EncoderFactory.get().binaryEncoder(bytes, null);
        new GenericDatumWriter<GenericRecord>(AVRO).write(record, encoder);
        encoder.flush();
        return bytes.toByteArray();
    }

    private static byte[] protobuf(JsonNode event) {
        var message = DynamicMessage.newBuilder(MESSAGE);
        TEXTS.forEach(name ->
                message.setField(MESSAGE.findFieldByName(name), event.get(name).asText()));
        message.setField(
                MESSAGE.findFieldByName("timestamp"), event.get("timestamp").asLong());
        if (event.has("amount")) {
            message.setField(
                    MESSAGE.findFieldByName("amount"), event.get("amount").asDouble());
        }
        byte[] bytes = message.build().toByteArray();
        return ByteBuffer.allocate(6 + bytes.length).putInt(1, 1).put(6, bytes).array();
    }
}
