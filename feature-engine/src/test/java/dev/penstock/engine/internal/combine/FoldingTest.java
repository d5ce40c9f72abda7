// SPDX-License-Identifier: Apache-2.0
package dev.penstock.engine.internal.combine;

import com.sun.management.ThreadMXBean;
import dev.penstock.aggregate.Aggregate;
import dev.penstock.engine.MicroBatch;
import dev.penstock.engine.RandomEvents;
import dev.penstock.engine.RandomEvents.Timed;
import dev.penstock.engine.spi.EventView;
import dev.penstock.event.FieldPath;
import dev.penstock.event.FieldValue;
import dev.penstock.event.Fields;
import dev.penstock.event.pipeline.Column;
import dev.penstock.event.pipeline.Emission;
import dev.penstock.event.pipeline.FeatureGroup;
import dev.penstock.event.pipeline.Filter;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;

import static org.assertj.core.api.Assertions.assertThat;

/** What the first stage takes for an event of a key and window that it knows. */
class FoldingTest {

    private static final int USERS = 50;
    private static final int EVENTS = 2_000;
    private static final long TIME = 1_700_000_040_000L;
    private static final Emission FINAL = new Emission.Final(Duration.ofMinutes(1));

    @TempDir
    private Path state;

    @Test
    void shouldAllocateNothingForAnEvent() {
        var view = new Measuring();
        var builder = new StreamsBuilder();
        var records = builder.stream(
                "in", Consumed.with(Serdes.ByteArray(), Serdes.ByteArray()).withName("in"));
        var groups = List.of(
                group("updates", List.of(RandomEvents.USER), Emission.UPDATES),
                group("finals", List.of(RandomEvents.USER), FINAL),
                group("pairs", List.of(RandomEvents.USER, RandomEvents.KIND), FINAL));
        List<Timed> events = events();
        MicroBatch.of("in", RandomEvents.PROJECTION, view).addTo(records, record -> events, groups, group -> true);
        var config = new Properties();
        config.put(StreamsConfig.APPLICATION_ID_CONFIG, "folding-test");
        config.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "localhost:1");
        config.put(StreamsConfig.STATE_DIR_CONFIG, state.toString());
        try (var driver = new TopologyTestDriver(builder.build(), config)) {
            var input = driver.createInputTopic("in", new ByteArraySerializer(), new ByteArraySerializer());
            for (int attempt = 0; attempt < 50 && view.least > 0; attempt++) {
                input.pipeInput(new byte[0], new byte[0]);
            }
        }

        assertThat(view.least).as("bytes for %d events", EVENTS / 2).isZero();
    }

    private static FeatureGroup group(String name, List<FieldPath> key, Emission emission) {
        var clicks =
                new Filter(List.of(new Filter.Condition(RandomEvents.KIND, List.of(new FieldValue.Text("click")))));
        var columns = new ArrayList<Column>();
        for (Aggregate aggregate : RandomEvents.AGGREGATES) {
            columns.add(new Column.Aggregated("c" + columns.size(), aggregate, Filter.ALL));
            columns.add(new Column.Aggregated("c" + columns.size(), aggregate, clicks));
        }
        return new FeatureGroup(
                name,
                "in",
                key,
                Duration.ofMinutes(1),
                Duration.ofSeconds(30),
                Duration.ofDays(1),
                name,
                emission,
                columns);
    }

    /** In the second half there is no key and no value that the first half has not. */
    private static List<Timed> events() {
        var events = new ArrayList<Timed>();
        for (int i = 0; i < EVENTS; i++) {
            String kind = i / USERS % 2 == 0 ? "click" : "view";
            Fields fields = RandomEvents.fields(
                    List.of("user-" + i % USERS, kind, RandomEvents.literal("1." + i / USERS % 8)), false);
            events.add(new Timed(fields, TIME + i, TIME + i - 1));
        }
        return events;
    }

    /**
     * Asked for the fields of the event in the middle and of the last one, it looks what this thread has allocated
     * meanwhile. Events are asked for block by block, those of a block twice. Of all attempts the least counts: the
     * virtual machine itself allocates now and then.
     */
    private static final class Measuring implements EventView<Timed> {

        private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        private long before;
        private long least = Long.MAX_VALUE;

        @Override
        public Fields fields(Timed event) {
            if (event.time() == TIME + EVENTS / 2) {
                before = threads.getCurrentThreadAllocatedBytes();
            } else if (event.time() == TIME + EVENTS - 1) {
                least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
            }
            return event.fields();
        }

        @Override
        public long timestamp(Timed event) {
            return event.time();
        }

        @Override
        public long partitionTime(Timed event) {
            return event.partitionTime();
        }

        @Override
        public Record<byte[], byte[]> late(
                Record<byte[], Timed> event, FeatureGroup group, Optional<RecordMetadata> origin) {
            throw new AssertionError("no event is late");
        }
    }
}
