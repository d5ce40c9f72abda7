// SPDX-License-Identifier: Apache-2.0
package dev.penstock.engine;

import dev.penstock.engine.commit.CommitHook;
import dev.penstock.engine.commit.ExactlyOnceClients;
import dev.penstock.engine.internal.combine.CombineProcessor;
import dev.penstock.engine.internal.emit.MergeProcessor;
import dev.penstock.engine.internal.exchange.NodeNames;
import dev.penstock.engine.internal.exchange.TimeMark;
import dev.penstock.engine.internal.memory.Budget;
import dev.penstock.engine.internal.store.StoreTime;
import dev.penstock.engine.spi.EventView;
import dev.penstock.engine.spi.MicroBatchListener;
import dev.penstock.event.Projection;
import dev.penstock.event.pipeline.FeatureGroup;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Repartitioned;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;
import org.apache.kafka.streams.state.WindowStore;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Windowed aggregation of a stream of events in two stages. The first folds each event into deltas on the heap and hands
 * them on when its task commits; the second merges each delta into the tile of its key and window, once per commit and
 * not once per event. Under {@code exactly_once_v2} and with {@link ExactlyOnceClients} each event counts once, whatever
 * fails.
 *
 * <p>The tiles of a group are in a window store that has the group's name, with keys and values of bytes: the entity key
 * in UTF-8, and what {@link Tiles} reads. A key for which {@link #isEntityKey} is false is the store's own.
 *
 * <p>A failure to count or to merge is a {@link org.apache.kafka.streams.errors.StreamsException}. A handler of processing
 * exceptions has to answer it with {@code FAIL}: to go on would lose events, or count them in some groups
 * only.
 *
 * <p>Immutable, so safe for use by many threads; the {@code with} methods return a copy. What is added to a topology is
 * run by the stream threads of the application, each task by one of them at a time.
 *
 * @param <V> the events
 */
public final class MicroBatch<V> {

    /** The header that tells a late delta, see {@link FeatureStreams#lateTiles}. */
    public static final String LATE_HEADER = MergeProcessor.LATE_HEADER;

    /** The value of {@link #LATE_HEADER}. */
    public static final String LATE_TILE = MergeProcessor.LATE_TILE;

    /** The header of a late delta that says in words what it was too late for, and how many events it is made of. */
    public static final String LATE_MESSAGE_HEADER = MergeProcessor.LATE_MESSAGE_HEADER;

    private final String name;
    private final Projection projection;
    private final EventView<V> view;
    private final MicroBatchSettings settings;
    private final MicroBatchListener listener;

    private MicroBatch(
            String name,
            Projection projection,
            EventView<V> view,
            MicroBatchSettings settings,
            MicroBatchListener listener) {
        this.name = name;
        this.projection = projection;
        this.view = view;
        this.settings = settings;
        this.listener = listener;
    }

    /**
     * @param name of the stream; unique in the topology
     * @param projection of the events that {@code view} shows
     */
    public static <V> MicroBatch<V> of(String name, Projection projection, EventView<V> view) {
        return new MicroBatch<>(name, projection, view, MicroBatchSettings.DEFAULT, MicroBatchListener.NONE);
    }

    public MicroBatch<V> withSettings(MicroBatchSettings other) {
        return new MicroBatch<>(name, projection, view, other, listener);
    }

    public MicroBatch<V> withListener(MicroBatchListener other) {
        return new MicroBatch<>(name, projection, view, settings, other);
    }

    /** Whether a key in the store of a group is that of an entity. */
    public static boolean isEntityKey(byte[] key) {
        return !StoreTime.isMark(key);
    }

    /**
     * When the latest window begins of which the store of a group had a tile, in epoch milliseconds; empty if it has none.
     *
     * @param tiles the store itself, by any thread
     */
    public static OptionalLong latestWindow(WindowStore<byte[], ?> tiles) {
        return StoreTime.latestPut(tiles);
    }

    /**
     * Adds the aggregation to the topology that the stream belongs to. It writes to no topic of its own but changelogs
     * and, for groups keyed otherwise than the stream is partitioned, repartition topics of deltas; what to do with rows
     * and late events is up to the caller.
     *
     * @param groups that read the stream, names unique in the topology
     * @param keyedAsPartitioned whether all events of one entity of the group are in one partition of the stream
     * @return by name of the group
     * @throws IllegalArgumentException if the projection lacks a field that a group reads
     */
    public Map<String, FeatureStreams> addTo(
            KStream<byte[], V> events, List<FeatureGroup> groups, Predicate<FeatureGroup> keyedAsPartitioned) {
        return addTo(events, List::of, groups, keyedAsPartitioned);
    }

    /**
     * The same for a stream whose records hold any number of events each.
     *
     * @param each the events of a record, in the order in which they happened to come; all of one partition
     * @param <R> the values of the stream
     */
    public <R> Map<String, FeatureStreams> addTo(
            KStream<byte[], R> records,
            Function<R, List<V>> each,
            List<FeatureGroup> groups,
            Predicate<FeatureGroup> keyedAsPartitioned) {
        KStream<byte[], byte[]> combined = records.process(combine(each, groups), Named.as(NodeNames.combine(name)));
        var streams = new LinkedHashMap<String, FeatureStreams>();
        for (FeatureGroup group : groups) {
            streams.put(group.name(), addTo(combined, group, keyedAsPartitioned.test(group)));
        }
        return streams;
    }

    private FeatureStreams addTo(KStream<byte[], byte[]> combined, FeatureGroup group, boolean keyedAsPartitioned) {
        KStream<byte[], byte[]> deltas = only(combined, NodeNames.deltas(group));
        KStream<byte[], byte[]> atHome = keyedAsPartitioned
                ? deltas
                : deltas.repartition(Repartitioned.<byte[], byte[]>as(group.name())
                        .withKeySerde(Serdes.ByteArray())
                        .withValueSerde(Serdes.ByteArray())
                        .withStreamPartitioner(new TimeMark.Partitioner()));
        KStream<byte[], byte[]> merged =
                atHome.process(merge(group, !keyedAsPartitioned), Named.as(NodeNames.merge(group)));
        return new FeatureStreams(
                only(merged, NodeNames.rows(group)),
                only(combined, NodeNames.lateEvents(group)),
                only(merged, NodeNames.lateTiles(group)));
    }

    /** What is forwarded to the child of this name. */
    private static KStream<byte[], byte[]> only(KStream<byte[], byte[]> parent, String child) {
        return parent.process(PassOn::new, Named.as(child));
    }

    private static final class PassOn extends ContextualProcessor<byte[], byte[], byte[], byte[]> {
        @Override
        public void process(Record<byte[], byte[]> record) {
            context().forward(record);
        }
    }

    private <R> ProcessorSupplier<byte[], R, byte[], byte[]> combine(
            Function<R, List<V>> each, List<FeatureGroup> groups) {
        StoreBuilder<CommitHook> hook = CommitHook.builder(NodeNames.commitHook(name));
        List<FeatureGroup> copy = List.copyOf(groups);
        return new ProcessorSupplier<>() {
            @Override
            public Processor<byte[], R, byte[], byte[]> get() {
                return new CombineProcessor<>(
                        name,
                        each,
                        view,
                        projection,
                        copy,
                        new Budget(settings.maxDeltas(), settings.maxBytes()),
                        listener,
                        hook.name());
            }

            @Override
            public Set<StoreBuilder<?>> stores() {
                return Set.of(hook);
            }
        };
    }

    private ProcessorSupplier<byte[], byte[], byte[], byte[]> merge(FeatureGroup group, boolean severalPartitions) {
        Set<StoreBuilder<?>> stores =
                group.emission().waitsForIdle().isPresent() ? Set.of(tiles(group), open(group)) : Set.of(tiles(group));
        return new ProcessorSupplier<>() {
            @Override
            public Processor<byte[], byte[], byte[], byte[]> get() {
                return new MergeProcessor(group, severalPartitions, listener);
            }

            @Override
            public Set<StoreBuilder<?>> stores() {
                return stores;
            }
        };
    }

    private StoreBuilder<WindowStore<byte[], byte[]>> tiles(FeatureGroup group) {
        return Stores.windowStoreBuilder(
                        TileStoreSupplier.writtenBehind(group, settings.maxHeldBytes()),
                        Serdes.ByteArray(),
                        Serdes.ByteArray())
                .withCachingDisabled()
                // By event time the broker would delete at once what a replay of old events writes.
                .withLoggingEnabled(Map.of(TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG, "LogAppendTime"));
    }

    private static StoreBuilder<KeyValueStore<byte[], byte[]>> open(FeatureGroup group) {
        return Stores.keyValueStoreBuilder(
                        Stores.persistentKeyValueStore(MergeProcessor.openTiles(group)),
                        Serdes.ByteArray(),
                        Serdes.ByteArray())
                .withCachingDisabled();
    }
}
