// SPDX-License-Identifier: Apache-2.0
package dev.penstock.engine;

import dev.penstock.engine.RandomEvents.Timed;
import dev.penstock.event.Fields;
import dev.penstock.event.pipeline.Aggregate;
import dev.penstock.event.pipeline.Column;
import dev.penstock.event.pipeline.FeatureGroup;
import dev.penstock.event.pipeline.Filter;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.IntegerSerializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.apache.kafka.streams.state.WindowStore;
import org.apache.kafka.streams.test.TestRecord;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;

import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

class MicroBatchTest {

    private static final MicroBatchSettings SMALL = new MicroBatchSettings(3, 1 << 16);

    /** Batches of events between two commits: a record of the input topic is the index of one of them. */
    private static final class Run implements AutoCloseable {

        private final List<List<Timed>> batches;
        private final Map<String, long[]> counted = new HashMap<>();
        private final Map<String, Long> lateInDeltas = new HashMap<>();
        private final TopologyTestDriver driver;
        private final TestInputTopic<Integer, Integer> input;

        Run(
                List<List<Timed>> batches,
                boolean keyedAsPartitioned,
                MicroBatchSettings settings,
                FeatureGroup... groups) {
            this.batches = batches;
            var builder = new StreamsBuilder();
            KStream<byte[], Timed> events = builder.stream(
                            "in",
                            Consumed.with(Serdes.ByteArray(), Serdes.ByteArray())
                                    .withName("in"))
                    .flatMapValues(value -> batches.get(ByteBuffer.wrap(value).getInt()), Named.as("events"));
            var produced = Produced.with(Serdes.ByteArray(), Serdes.ByteArray());
            MicroBatch.of("in", RandomEvents.PROJECTION, new TimedView())
                    .withSettings(settings)
                    .withListener(listener())
                    .addTo(events, List.of(groups), group -> keyedAsPartitioned)
                    .forEach((name, streams) -> {
                        streams.rows().to(name + "-rows", produced.withName(name + "-rows"));
                        streams.late().to(name + "-late", produced.withName(name + "-late"));
                    });
            var config = new Properties();
            config.put(StreamsConfig.APPLICATION_ID_CONFIG, "micro-batch-test");
            config.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "localhost:1");
            config.put(StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG, true);
            config.put(StreamsConfig.STATE_DIR_CONFIG, temporary());
            driver = new TopologyTestDriver(builder.build(), config);
            input = driver.createInputTopic("in", new IntegerSerializer(), new IntegerSerializer());
        }

        private static String temporary() {
            try {
                Path folder = Files.createTempDirectory("micro-batch-test");
                return folder.toString();
            } catch (java.io.IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        }

        private MicroBatchListener listener() {
            return new MicroBatchListener() {
                @Override
                public void onEvents(FeatureGroup group, long added, long late, long keyMissing) {
                    long[] counts = counted.computeIfAbsent(group.name(), name -> new long[4]);
                    counts[0] += added;
                    counts[1] += late;
                    counts[2] += keyMissing;
                }

                @Override
                public void onRow(FeatureGroup group) {
                    counted.computeIfAbsent(group.name(), name -> new long[4])[3]++;
                }

                @Override
                public void onLateDelta(FeatureGroup group, long events) {
                    lateInDeltas.merge(group.name(), events, Long::sum);
                }
            };
        }

        void commit(int batch) {
            input.pipeInput(batch, batch);
        }

        void commitAll() {
            for (int i = 0; i < batches.size(); i++) {
                commit(i);
            }
        }

        TestOutputTopic<String, String> rows(FeatureGroup group) {
            return driver.createOutputTopic(group.name() + "-rows", new StringDeserializer(), new StringDeserializer());
        }

        TestOutputTopic<String, byte[]> late(FeatureGroup group) {
            return driver.createOutputTopic(
                    group.name() + "-late", new StringDeserializer(), new ByteArrayDeserializer());
        }

        WindowStore<byte[], byte[]> store(FeatureGroup group) {
            return driver.getWindowStore(group.name());
        }

        @Override
        public void close() {
            driver.close();
        }
    }

    private static final class TimedView implements EventView<Timed> {
        @Override
        public Fields fields(Timed value) {
            return value.fields();
        }

        @Override
        public long timestamp(Timed value) {
            return value.time();
        }

        @Override
        public long partitionTime(Timed value) {
            return value.partitionTime();
        }

        @Override
        public Record<byte[], byte[]> late(
                Record<byte[], Timed> event, FeatureGroup group, Optional<RecordMetadata> origin) {
            return new Record<>(
                    event.key(), event.value().fields().json(), event.value().time());
        }
    }

    private static FeatureGroup group(String name, Duration grace, Duration retention) {
        return new FeatureGroup(
                name,
                "in",
                List.of(RandomEvents.USER),
                Duration.ofMinutes(1),
                grace,
                retention,
                "t",
                List.of(new Column.Aggregated("n", new Aggregate.Count(), Filter.ALL)));
    }

    private static Timed event(String user, long time, long partitionTime) {
        return new Timed(RandomEvents.fields(List.of(user, "view", "x"), false), time, partitionTime);
    }

    @Test
    void shouldWriteOneRowForEachKeyWindowAndCommit() {
        var group = group("g", Duration.ofSeconds(30), Duration.ofDays(1));
        var batches = List.of(
                List.of(event("ann", 60_000, -1), event("ann", 60_500, 60_000), event("bob", 60_100, 60_500)),
                List.of(event("ann", 119_999, 60_500), event("ann", 120_000, 119_999)));
        try (var run = new Run(batches, true, MicroBatchSettings.DEFAULT, group)) {
            run.commitAll();

            assertThat(run.rows(group).readRecordsToList())
                    .extracting(TestRecord::key, TestRecord::value, TestRecord::timestamp)
                    .containsExactly(
                            row("ann", 60_000, 2, 60_500),
                            row("bob", 60_000, 1, 60_100),
                            row("ann", 60_000, 3, 119_999),
                            row("ann", 120_000, 1, 120_000));
        }
    }

    private static Tuple row(String user, long window, int events, long timestamp) {
        return tuple(
                user,
                "{\"user\":\"%s\",\"window_start\":%d,\"window_end\":%d,\"n\":%d}"
                        .formatted(user, window, window + 60_000, events),
                timestamp);
    }

    @Test
    void shouldPassLateEventsOnOfOneGroupAndCountThemInAnother() {
        var strict = group("strict", Duration.ZERO, Duration.ofDays(1));
        var patient = group("patient", Duration.ofHours(1), Duration.ofDays(1));
        Timed late = event("ann", 59_999, 60_000);
        try (var run = new Run(
                List.of(List.of(event("ann", 59_998, 59_999), late)),
                true,
                MicroBatchSettings.DEFAULT,
                strict,
                patient)) {
            run.commitAll();

            assertThat(run.late(strict).readRecordsToList())
                    .extracting(TestRecord::value, TestRecord::timestamp)
                    .containsExactly(tuple(late.fields().json(), 59_999L));
            assertThat(run.late(patient).isEmpty()).isTrue();
            assertThat(run.counted.get("strict")).containsExactly(1, 1, 0, 1);
            assertThat(run.counted.get("patient")).containsExactly(2, 0, 0, 1);
        }
    }

    @Test
    void shouldForwardBeforeTheCommitWhenTooMuchWasGathered() {
        var group = group("g", Duration.ofSeconds(30), Duration.ofDays(1));
        var batch = new ArrayList<Timed>();
        for (int i = 0; i < 7; i++) {
            batch.add(event("user-" + i % 4, 60_000 + i, -1));
        }
        try (var run = new Run(List.of(batch), true, SMALL, group)) {
            run.commitAll();

            assertThat(run.rows(group).readKeyValuesToList())
                    .extracting(row -> row.key)
                    .containsExactly("user-0", "user-1", "user-2", "user-3", "user-0", "user-1", "user-2");
        }
    }

    @Test
    void shouldGiveWhatTheStoreNoLongerHoldsToTheLateTopic() {
        var group = group("g", Duration.ZERO, Duration.ofMinutes(10));
        var batches = List.of(
                List.of(event("ann", 0, -1), event("ann", 1, 0)),
                List.of(event("bob", 600_000, -1)),
                // From a partition that lies far behind: in time there, too late for the store.
                List.of(event("ann", 2, 1), event("ann", 3, 2)));
        try (var run = new Run(batches, false, MicroBatchSettings.DEFAULT, group)) {
            run.commitAll();

            var late = run.late(group).readRecord();
            assertThat(late.key()).isEqualTo("ann");
            assertThat(new String(late.value(), UTF_8))
                    .isEqualTo("{\"user\":\"ann\",\"window_start\":0,\"window_end\":60000,\"n\":2}");
            assertThat(late.timestamp()).isEqualTo(3);
            assertThat(late.headers().toArray())
                    .extracting(Header::key, header -> new String(header.value(), UTF_8))
                    .containsExactly(
                            tuple("__streams.errors.exception", "late_tile"),
                            tuple(
                                    "__streams.errors.message",
                                    "group 'g' retains windows that begin after 0, these 2 events are of one that begins at 0"));
            assertThat(run.lateInDeltas).containsEntry("g", 2L);
            assertThat(run.rows(group).readRecordsToList()).hasSize(2);
        }
    }

    @Test
    void shouldTakeAllThatWasInTimeHoweverManyWindowsLieBetweenTwoCommits() {
        var group = group("g", Duration.ZERO, Duration.ofMinutes(2));
        var batch = new ArrayList<Timed>();
        for (int i = 0; i < 50; i++) {
            batch.add(event("ann", i * 60_000L, (i - 1) * 60_000L));
        }
        try (var run = new Run(List.of(batch), true, MicroBatchSettings.DEFAULT, group)) {
            run.commitAll();

            assertThat(run.rows(group).readRecordsToList()).hasSize(50);
            assertThat(run.late(group).isEmpty()).isTrue();
        }
    }

    @Property(tries = 40)
    void shouldComeToWhatTilesComeTo(
            @ForAll("groups") FeatureGroup group,
            @ForAll("batches") List<List<Timed>> batches,
            @ForAll boolean keyedAsPartitioned,
            @ForAll boolean small) {
        List<Timed> events = batches.stream().flatMap(List::stream).toList();
        var reference = Reference.of(group, events);
        try (var run = new Run(batches, keyedAsPartitioned, small ? SMALL : MicroBatchSettings.DEFAULT, group)) {
            run.commitAll();

            var rows = new HashMap<String, String>();
            run.rows(group).readRecordsToList().forEach(row -> rows.put(place(row.key(), row.value()), row.value()));
            var expected = new HashMap<String, String>();
            reference.tiles.keySet().forEach(place -> {
                expected.put(place(place.key(), reference.row(place)), reference.row(place));
                assertThat(run.store(group).fetch(place.key().getBytes(UTF_8), place.window()))
                        .isEqualTo(reference.tile(place));
            });
            assertThat(rows).isEqualTo(expected);
            assertThat(run.late(group).readValuesToList())
                    .containsExactlyElementsOf(reference.late.stream()
                            .map(late -> late.fields().json())
                            .toList());
        }
    }

    private static String place(String key, String row) {
        return key + row.replaceAll(".*\"window_start\":(\\d+).*", "@$1");
    }

    @Provide
    Arbitrary<FeatureGroup> groups() {
        return RandomEvents.groups();
    }

    @Provide
    Arbitrary<List<List<Timed>>> batches() {
        return RandomEvents.events(60)
                .flatMap(events -> Arbitraries.integers().between(1, 20).map(size -> split(events, size)));
    }

    private static List<List<Timed>> split(List<Timed> events, int size) {
        var batches = new ArrayList<List<Timed>>();
        for (int i = 0; i < events.size(); i += size) {
            batches.add(events.subList(i, Math.min(events.size(), i + size)));
        }
        return batches;
    }
}
