// SPDX-License-Identifier: Apache-2.0
package dev.penstock.engine;

import dev.penstock.aggregate.Count;
import dev.penstock.engine.internal.emit.MergeProcessor;
import dev.penstock.engine.internal.exchange.NodeNames;
import dev.penstock.engine.internal.exchange.TimeMark;
import dev.penstock.engine.spi.MicroBatchListener;
import dev.penstock.event.pipeline.Column;
import dev.penstock.event.pipeline.Emission;
import dev.penstock.event.pipeline.FeatureGroup;
import dev.penstock.event.pipeline.Filter;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.function.Supplier;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

/** The second stage by itself, given deltas of several partitions: a driver's topics have only one. */
class FinalRowsTest {

    private static final Duration IDLE = Duration.ofSeconds(10);
    private static final int GRACE = 30_000;
    private static final FeatureGroup GROUP = new FeatureGroup(
            "g",
            "in",
            List.of(RandomEvents.USER),
            Duration.ofMinutes(1),
            Duration.ofMillis(GRACE),
            Duration.ofMinutes(10),
            "t",
            new Emission.Final(IDLE),
            List.of(new Column.Aggregated("n", new Count(), Filter.ALL)));

    @TempDir
    private Path state;

    private final List<String> lost = new ArrayList<>();

    private Restarting merge;
    private TopologyTestDriver driver;
    private TestInputTopic<byte[], byte[]> input;
    private TestOutputTopic<String, String> rows;
    private TestOutputTopic<String, String> late;

    /** The second stage, which can be begun anew on the stores that it has, as after a task was moved. */
    private static final class Restarting extends ContextualProcessor<byte[], byte[], byte[], byte[]> {

        private final Supplier<MergeProcessor> stage;
        private MergeProcessor merge;

        Restarting(Supplier<MergeProcessor> stage) {
            this.stage = stage;
        }

        @Override
        public void init(ProcessorContext<byte[], byte[]> context) {
            super.init(context);
            begin();
        }

        private void begin() {
            merge = stage.get();
            merge.init(context());
        }

        /** With the next record. */
        void restart() {
            merge = null;
        }

        @Override
        public void process(Record<byte[], byte[]> record) {
            if (merge == null) {
                begin();
            }
            merge.process(record);
        }
    }

    private void start(boolean severalPartitions) {
        var bytes = Serdes.ByteArray();
        var topology = new Topology();
        topology.addSource("in", bytes.deserializer(), bytes.deserializer(), "in")
                .addProcessor(
                        "merge",
                        () -> {
                            merge = new Restarting(() -> new MergeProcessor(GROUP, severalPartitions, lostRows()));
                            return merge;
                        },
                        "in")
                .addStateStore(
                        Stores.windowStoreBuilder(
                                Stores.persistentWindowStore(
                                        "g", GROUP.retention(), GROUP.window().longest(), false),
                                bytes,
                                bytes),
                        "merge")
                .addStateStore(
                        Stores.keyValueStoreBuilder(Stores.persistentKeyValueStore("g.open"), bytes, bytes), "merge")
                .addSink(NodeNames.rows(GROUP), "rows", bytes.serializer(), bytes.serializer(), "merge")
                .addSink(NodeNames.lateTiles(GROUP), "late", bytes.serializer(), bytes.serializer(), "merge");
        var config = new Properties();
        config.put(StreamsConfig.APPLICATION_ID_CONFIG, "final-rows-test");
        config.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "localhost:1");
        config.put(StreamsConfig.STATE_DIR_CONFIG, state.toString());
        driver = new TopologyTestDriver(topology, config);
        input = driver.createInputTopic("in", new ByteArraySerializer(), new ByteArraySerializer());
        rows = driver.createOutputTopic("rows", new StringDeserializer(), new StringDeserializer());
        late = driver.createOutputTopic("late", new StringDeserializer(), new StringDeserializer());
    }

    private MicroBatchListener lostRows() {
        return new MicroBatchListener() {
            @Override
            public void onLostRow(FeatureGroup group) {
                lost.add(group.name());
            }
        };
    }

    @AfterEach
    void stop() {
        driver.close();
    }

    /** A delta of one event. */
    private void delta(String user, long time) {
        var folded = new Folded(GROUP);
        folded.add(List.of(new RandomEvents.Timed(RandomEvents.fields(List.of(user, "click", "x"), false), time, -1)));
        folded.drain((key, value, lastEventTime) -> input.pipeInput(key, value, lastEventTime));
    }

    /** The first stage has read a partition up to this time. */
    private void time(int partition, long time) {
        input.pipeInput(TimeMark.key(partition), TimeMark.value(time), time);
    }

    /** The first stage has found nothing to read in a partition for long. */
    private void idle(int partition) {
        input.pipeInput(TimeMark.key(partition), TimeMark.IDLE, 0);
    }

    private static String row(String user, long window, int events) {
        return "{\"user\":\"%s\",\"window_start\":%d,\"window_end\":%d,\"final\":true,\"n\":%d}"
                .formatted(user, window, window + 60_000, events);
    }

    @Test
    void shouldWriteARowOnceItsWindowIsOver() {
        start(false);
        delta("ann", 1_000);
        delta("ann", 60_000);
        delta("", 59_999);
        time(0, 60_000 + GRACE - 1);
        assertThat(rows.isEmpty()).isTrue();

        delta("ann", 2_000);
        time(0, 60_000 + GRACE);
        assertThat(rows.readValuesToList()).containsExactly(row("", 0, 1), row("ann", 0, 2));
        time(0, 120_000 + GRACE);
        assertThat(rows.readValuesToList()).containsExactly(row("ann", 60_000, 1));
        time(0, 600_000);
        assertThat(rows.isEmpty()).isTrue();
    }

    @Test
    void shouldWaitForTheSlowestPartition() {
        start(true);
        time(0, 1_000);
        time(1, 1_000);
        driver.advanceWallClockTime(IDLE);
        delta("ann", 1_000);
        time(1, 1_001);
        time(0, 500_000);
        assertThat(rows.isEmpty()).isTrue();

        delta("ann", 2_000);
        time(1, 60_000 + GRACE);
        assertThat(rows.readValuesToList()).containsExactly(row("ann", 0, 2));
        assertThat(late.isEmpty()).isTrue();
    }

    @Test
    void shouldGiveAllPartitionsTimeToBeHeardOfAtFirst() {
        start(true);
        delta("ann", 1_000);
        time(0, 500_000);
        driver.advanceWallClockTime(IDLE.dividedBy(2));
        delta("ann", 2_000);
        time(1, 2_000);
        driver.advanceWallClockTime(IDLE.dividedBy(2));
        assertThat(rows.isEmpty()).isTrue();

        time(0, 500_001);
        time(1, 60_000 + GRACE);
        assertThat(rows.readValuesToList()).containsExactly(row("ann", 0, 2));
    }

    @Test
    void shouldNotWaitForAPartitionThatIsIdle() {
        start(true);
        delta("ann", 1_000);
        time(1, 1_000);
        driver.advanceWallClockTime(IDLE);
        delta("bob", 100_000);
        time(0, 100_000);
        assertThat(rows.isEmpty()).isTrue();

        idle(1);
        assertThat(rows.readValuesToList()).containsExactly(row("ann", 0, 1));
    }

    /** As it is where the instance that read it died: what it has not read may be in time. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void shouldWaitForAPartitionThatNobodyReads(boolean restarted) {
        start(true);
        delta("ann", 1_000);
        time(1, 1_000);
        time(0, 1_000);
        if (restarted) {
            merge.restart();
            time(0, 1_000);
        }
        driver.advanceWallClockTime(IDLE.multipliedBy(10));
        time(0, 500_000);
        assertThat(rows.isEmpty()).isTrue();

        delta("ann", 2_000);
        time(1, 60_000 + GRACE);
        assertThat(rows.readValuesToList()).containsExactly(row("ann", 0, 2));
    }

    @Test
    void shouldWaitAgainForAPartitionThatIsNoLongerIdle() {
        start(true);
        time(0, 1_000);
        idle(1);
        driver.advanceWallClockTime(IDLE);
        delta("ann", 1_000);
        time(1, 1_000);
        time(0, 500_000);

        assertThat(rows.isEmpty()).isTrue();
    }

    @Test
    void shouldCloseAllWindowsWhenNoPartitionHasEvents() {
        start(false);
        delta("ann", 1_000);
        delta("ann", 60_000);
        time(0, 60_000);
        assertThat(rows.isEmpty()).isTrue();
        idle(0);
        assertThat(rows.readValuesToList()).containsExactly(row("ann", 0, 1), row("ann", 60_000, 1));
    }

    @Test
    void shouldGiveWhatComesAfterTheFinalRowToTheLateTopic() {
        start(false);
        delta("ann", 1_000);
        idle(0);
        assertThat(rows.readValuesToList()).hasSize(1);
        delta("ann", 2_000);
        delta("bob", 3_000);

        assertThat(rows.isEmpty()).isTrue();
        var first = late.readRecord();
        assertThat(first.value()).isEqualTo("{\"user\":\"ann\",\"window_start\":0,\"window_end\":60000,\"n\":1}");
        assertThat(first.headers().toArray())
                .extracting(Header::key, header -> new String(header.value(), UTF_8))
                .containsExactly(
                        tuple("__streams.errors.exception", "late_tile"),
                        tuple(
                                "__streams.errors.message",
                                "group 'g' closed the window that begins at 0 before this came: 1 event"));
        assertThat(late.readRecord().key()).isEqualTo("bob");
    }

    @Test
    void shouldWriteARowBeforeTheStoreDropsItsTile() {
        start(true);
        delta("ann", 1_000);
        delta("bob", 600_000);

        assertThat(rows.readValuesToList()).containsExactly(row("ann", 0, 1));
        assertThat(lost).isEmpty();
    }

    /** As it is where the broker deleted the tile from the changelog that the store was restored from. */
    @Test
    void shouldTellOfARowWhoseTileTheStoreNoLongerHas() {
        start(false);
        delta("ann", 1_000);
        delta("bob", 2_000);
        driver.<byte[], byte[]>getWindowStore("g").put("ann".getBytes(UTF_8), null, 0);
        time(0, 60_000 + GRACE);

        assertThat(rows.readValuesToList()).containsExactly(row("bob", 0, 1));
        assertThat(lost).containsExactly("g");
    }
}
