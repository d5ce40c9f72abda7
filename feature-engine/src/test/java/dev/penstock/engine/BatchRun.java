// SPDX-License-Identifier: Apache-2.0
package dev.penstock.engine;

import dev.penstock.engine.RandomEvents.Timed;
import dev.penstock.engine.spi.MicroBatchListener;
import dev.penstock.event.pipeline.FeatureGroup;
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
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.WindowStore;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;

/** Batches of events between two commits: a record of the input topic is the index of one of them. */
final class BatchRun implements AutoCloseable {

    static final MicroBatchSettings SMALL = new MicroBatchSettings(3, 1 << 16, 1 << 10);

    private final List<List<Timed>> batches;
    final Map<String, long[]> counted = new HashMap<>();
    final Map<String, Long> lateInDeltas = new HashMap<>();
    final Map<String, Integer> deltas = new HashMap<>();
    final List<Integer> drains = new ArrayList<>();
    final List<Long> drainedBytes = new ArrayList<>();
    final List<Long> rowTimes = new ArrayList<>();
    private final Path folder = temporary();
    private final TopologyTestDriver driver;
    private final TestInputTopic<Integer, Integer> input;

    BatchRun(
            List<List<Timed>> batches,
            boolean keyedAsPartitioned,
            MicroBatchSettings settings,
            FeatureGroup... groups) {
        this.batches = batches;
        var builder = new StreamsBuilder();
        KStream<byte[], List<Timed>> events = builder.stream(
                        "in",
                        Consumed.with(Serdes.ByteArray(), Serdes.ByteArray()).withName("in"))
                .flatMapValues(
                        value -> records(batches.get(ByteBuffer.wrap(value).getInt()), settings), Named.as("events"));
        var produced = Produced.with(Serdes.ByteArray(), Serdes.ByteArray());
        MicroBatch.of("in", RandomEvents.PROJECTION, new TimedView())
                .withSettings(settings)
                .withListener(listener())
                .addTo(events, batch -> batch, List.of(groups), group -> keyedAsPartitioned)
                .forEach((name, streams) -> {
                    streams.rows().to(name + "-rows", produced.withName(name + "-rows"));
                    streams.lateEvents().to(name + "-late", produced.withName(name + "-late-events"));
                    streams.lateTiles().to(name + "-late", produced.withName(name + "-late-tiles"));
                });
        var config = new Properties();
        config.put(StreamsConfig.APPLICATION_ID_CONFIG, "micro-batch-test");
        config.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "localhost:1");
        config.put(StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG, true);
        config.put(StreamsConfig.STATE_DIR_CONFIG, folder.toString());
        driver = new TopologyTestDriver(builder.build(), config);
        input = driver.createInputTopic("in", new IntegerSerializer(), new IntegerSerializer());
    }

    /** The events of a batch come in one record, or one by one: how much is gathered is looked at after each record. */
    private static List<List<Timed>> records(List<Timed> batch, MicroBatchSettings settings) {
        return settings.equals(SMALL) ? batch.stream().map(List::of).toList() : List.of(batch);
    }

    private static Path temporary() {
        try {
            return Files.createTempDirectory("micro-batch-test");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path folder) {
        try (Stream<Path> paths = Files.walk(folder)) {
            paths.sorted(Comparator.reverseOrder())
                    .forEach(path -> path.toFile().delete());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
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
            public void onRow(FeatureGroup group, long lastEventTime) {
                counted.computeIfAbsent(group.name(), name -> new long[4])[3]++;
                rowTimes.add(lastEventTime);
            }

            @Override
            public void onDrain(int held, long bytes) {
                drains.add(held);
                drainedBytes.add(bytes);
            }

            @Override
            public void onDeltas(FeatureGroup group, int count) {
                deltas.merge(group.name(), count, Integer::sum);
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

    /** Time in which there is nothing to read. */
    void passWallClockTime(Duration time) {
        for (long second = 0; second < time.toSeconds(); second++) {
            driver.advanceWallClockTime(Duration.ofSeconds(1));
        }
    }

    /** Time in which nothing runs. */
    void standStill(Duration time) {
        driver.advanceWallClockTime(time);
    }

    TestOutputTopic<String, String> rows(FeatureGroup group) {
        return driver.createOutputTopic(group.name() + "-rows", new StringDeserializer(), new StringDeserializer());
    }

    TestOutputTopic<String, byte[]> late(FeatureGroup group) {
        return driver.createOutputTopic(group.name() + "-late", new StringDeserializer(), new ByteArrayDeserializer());
    }

    WindowStore<byte[], byte[]> store(FeatureGroup group) {
        return driver.getWindowStore(group.name());
    }

    KeyValueStore<byte[], byte[]> open(FeatureGroup group) {
        return driver.getKeyValueStore(group.name() + ".open");
    }

    @Override
    public void close() {
        driver.close();
        delete(folder);
    }
}
