// SPDX-License-Identifier: Apache-2.0
package dev.penstock.engine;

import dev.penstock.engine.spi.EventView;
import dev.penstock.event.DecodeLimits;
import dev.penstock.event.FieldPath;
import dev.penstock.event.Fields;
import dev.penstock.event.Projection;
import dev.penstock.event.json.JsonDecoder;
import dev.penstock.event.pipeline.FeatureGroup;
import dev.penstock.event.pipeline.reader.PipelineReader;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;

/** Two groups that have all aggregates, events for them, and what they wrote before and after a point in between. */
final class OldFormat {

    static final List<String> TOPICS = List.of(
            "in",
            "updates-repartition",
            "updates-changelog",
            "updates-rows",
            "final-repartition",
            "final-changelog",
            "final.open-changelog",
            "final-rows",
            "late");

    /** Those that hold rows, which are text. */
    static final Set<String> ROWS = Set.of("updates-rows", "final-rows", "late");

    private static final String APPLICATION = "old";
    private static final String COLUMNS = """
                columns:
                  events: {count: events}
                  clicks: {count: events, where: {kind: [click, 2, true]}}
                  rate: {ratio: [clicks, events]}
                  sum: {sum: x}
                  least: {min: x}
                  most: {max: x}
                  mean: {avg: x}
                  first: {first: x}
                  last: {last: x, where: {kind: view}}
                  lasted: {duration: events}
                  different: {distinct: x}
            """;
    private static final String PIPELINE = """
            sources:
              s: {topic: in, partitioned_by: user, timestamp: {field: t, unit: millis}}
            features:
              updates:
                from: s
                key: user
                window: 1m
                to: u
            %1$s
              final:
                from: s
                key: [user, kind]
                window: 1m
                grace: 0s
                retention: 1h
                emit: final
                idle_close: 1s
                to: f
            %1$s
            """.formatted(COLUMNS);

    private static final List<FieldPath> FIELDS =
            List.of(FieldPath.parse("user"), FieldPath.parse("kind"), FieldPath.parse("x"), FieldPath.parse("t"));
    private static final Projection PROJECTION = Projection.of(FIELDS);
    private static final JsonDecoder DECODER = new JsonDecoder(PROJECTION, DecodeLimits.DEFAULT);

    private static final long TIME = 1_700_000_040_000L;
    private static final List<String> USERS = List.of("\"ann\"", "\"b|c\\\\\"", "\"ü\"", "17", "true", "\"\"");
    private static final List<String> KINDS = List.of("\"click\"", "\"view\"", "2", "true");
    private static final List<String> VALUES = List.of(
            "0",
            "2.50",
            "-7",
            "1e3",
            "-1e-30",
            "123456789012345678901234567890.123456789",
            "9223372036854775807",
            "9223372036854775808",
            "null",
            "\"2\"",
            "\"a\\u0000ü\ud83d\ude00\"",
            "true",
            "false");

    private OldFormat() {}

    /**
     * A record that was written.
     *
     * @param isAfter whether that was after the point in between
     * @param topic without the name of the application
     * @param key of a row as it is, else in hexadecimal digits
     * @param value likewise
     */
    record Line(boolean isAfter, String topic, long timestamp, String key, String value) {

        static Line of(boolean isAfter, String topic, long timestamp, byte[] key, byte[] value) {
            String name = topic.replaceFirst("^" + APPLICATION + "-", "");
            return new Line(isAfter, name, timestamp, text(name, key), value == null ? "-" : text(name, value));
        }

        private static String text(String topic, byte[] bytes) {
            return ROWS.contains(topic)
                    ? new String(bytes, StandardCharsets.UTF_8)
                    : HexFormat.of().formatHex(bytes);
        }

        byte[] keyBytes() {
            return HexFormat.of().parseHex(key);
        }

        byte[] valueBytes() {
            return value.equals("-") ? null : HexFormat.of().parseHex(value);
        }

        private static Line parse(String text) {
            String[] parts = text.split("\t", -1);
            return new Line(parts[0].equals("after"), parts[1], Long.parseLong(parts[2]), parts[3], parts[4]);
        }

        @Override
        public String toString() {
            return String.join("\t", isAfter ? "after" : "before", topic, Long.toString(timestamp), key, value);
        }
    }

    /** What an older build wrote. */
    static List<Line> read() throws IOException {
        try (var in = new GZIPInputStream(OldFormat.class.getResourceAsStream("old-format.tsv.gz"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(Line::parse)
                    .toList();
        }
    }

    /** What this build writes. */
    static List<Line> write(Path folder) {
        var lines = new ArrayList<Line>();
        try (var driver = new TopologyTestDriver(topology(), config(folder), Instant.ofEpochMilli(TIME))) {
            var in = driver.createInputTopic("in", new ByteArraySerializer(), new ByteArraySerializer());
            in.pipeInput(batch(0, 60, 0, 10));
            // The partition counts as idle then, so that windows close.
            passTime(driver);
            in.pipeInput(batch(60, 150, 125, 4_500));
            collect(driver, false, lines);
            in.pipeInput(batch(140, 200, 125, 300));
            in.pipeInput(event(1, "\"ann\"", "\"late\"", "1").getBytes(StandardCharsets.UTF_8));
            passTime(driver);
            collect(driver, true, lines);
        }
        return lines;
    }

    private static void passTime(TopologyTestDriver driver) {
        for (int second = 0; second < 5; second++) {
            driver.advanceWallClockTime(Duration.ofSeconds(1));
        }
    }

    private static void collect(TopologyTestDriver driver, boolean isAfter, List<Line> lines) {
        for (String name : TOPICS) {
            if (!name.equals("in")) {
                driver.createOutputTopic(topic(name), new ByteArrayDeserializer(), new ByteArrayDeserializer())
                        .readRecordsToList()
                        .forEach(written -> lines.add(
                                Line.of(isAfter, topic(name), written.timestamp(), written.key(), written.value())));
            }
        }
    }

    /** The full name of a topic: those that Kafka Streams makes are called after the application. */
    static String topic(String name) {
        return name.endsWith("-changelog") || name.endsWith("-repartition") ? APPLICATION + "-" + name : name;
    }

    static Properties config(Path folder) {
        var config = new Properties();
        config.put(StreamsConfig.APPLICATION_ID_CONFIG, APPLICATION);
        config.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "localhost:1");
        config.put(StreamsConfig.STATE_DIR_CONFIG, folder.toString());
        config.put(StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG, true);
        return config;
    }

    static Topology topology() {
        var builder = new StreamsBuilder();
        KStream<byte[], List<Seen>> events = builder.stream(
                        "in",
                        Consumed.with(Serdes.ByteArray(), Serdes.ByteArray()).withName("in"))
                .mapValues(OldFormat::events, Named.as("events"));
        var produced = Produced.with(Serdes.ByteArray(), Serdes.ByteArray());
        List<FeatureGroup> groups = PipelineReader.read("old.yaml", PIPELINE).features();
        MicroBatch.of("in", PROJECTION, new SeenView())
                .addTo(events, batch -> batch, groups, group -> false)
                .forEach((name, streams) -> {
                    streams.rows().to(name + "-rows", produced.withName(name + "-rows"));
                    streams.lateEvents().to("late", produced.withName(name + "-late-events"));
                    streams.lateTiles().to("late", produced.withName(name + "-late-tiles"));
                });
        return builder.build();
    }

    private record Seen(Fields fields, long time) {}

    private record SeenView() implements EventView<Seen> {

        @Override
        public Fields fields(Seen event) {
            return event.fields;
        }

        @Override
        public long timestamp(Seen event) {
            return event.time;
        }

        /** None is late. */
        @Override
        public long partitionTime(Seen event) {
            return -1;
        }

        @Override
        public Record<byte[], byte[]> late(
                Record<byte[], Seen> event, FeatureGroup group, Optional<RecordMetadata> origin) {
            return event.withValue(event.value().fields.json());
        }
    }

    /**
     * A record of events: odd ones, a second apart, and such as have so many different values that these are kept as a
     * set, as a sparse and as a dense sketch.
     */
    private static byte[] batch(int from, int to, int second, int most) {
        var lines = new ArrayList<String>();
        for (int i = from; i < to; i++) {
            String user = USERS.get(i % USERS.size());
            String kind = KINDS.get(i % 7 % KINDS.size());
            lines.add(event(i, user, kind, VALUES.get(i * 5 % VALUES.size())));
        }
        IntStream.range(from, to).forEach(i -> lines.add(event(second, "\"few\"", "\"view\"", i + ".50")));
        IntStream.range(2 * from, 2 * to)
                .forEach(i -> lines.add(event(second + 1, "\"many\"", "\"view\"", "\"" + i + "\"")));
        IntStream.range(0, most)
                .forEach(i -> lines.add(event(second + 2, "\"most\"", "\"view\"", "-" + (60 * from + i))));
        return String.join("\n", lines).getBytes(StandardCharsets.UTF_8);
    }

    private static String event(int second, String user, String kind, String x) {
        return "%d {\"user\":%s,\"kind\":%s,\"x\":%s}".formatted(TIME + second * 1_000L + second, user, kind, x);
    }

    private static List<Seen> events(byte[] batch) {
        return new String(batch, StandardCharsets.UTF_8)
                .lines()
                .map(OldFormat::event)
                .toList();
    }

    private static Seen event(String line) {
        int space = line.indexOf(' ');
        var fields = (Fields) DECODER.decode(line.substring(space + 1).getBytes(StandardCharsets.UTF_8));
        return new Seen(fields, Long.parseLong(line.substring(0, space)));
    }
}
