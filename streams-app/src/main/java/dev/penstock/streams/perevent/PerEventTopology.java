// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.perevent;

import dev.penstock.engine.EventTiles;
import dev.penstock.engine.TileStoreSupplier;
import dev.penstock.engine.Tiles;
import dev.penstock.event.Projection;
import dev.penstock.event.pipeline.FeatureGroup;
import dev.penstock.streams.feature.GroupEvent;
import dev.penstock.streams.feature.LateEvents;
import dev.penstock.streams.feature.RowCounter;
import dev.penstock.streams.runs.EventRecord;
import dev.penstock.streams.source.TopologyParts;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.kstream.Branched;
import org.apache.kafka.streams.kstream.Grouped;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Materialized;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.kstream.Repartitioned;
import org.apache.kafka.streams.state.WindowStore;

import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * A feature group computed by the plain Kafka Streams DSL ({@code engine: per-event}): each event becomes a tile of its
 * own, and the aggregation merges tiles, one look-up and one write in the state store per event.
 */
public final class PerEventTopology {

    private final FeatureGroup group;
    private final Tiles tiles;

    /** By stream thread, since the functions of a topology are all threads'. */
    private final ThreadLocal<EventTiles> eventTiles;

    private final TopologyParts parts;

    private PerEventTopology(FeatureGroup group, Projection projection, TopologyParts parts) {
        this.group = group;
        this.tiles = Tiles.of(group);
        this.eventTiles = ThreadLocal.withInitial(() -> EventTiles.of(group, projection));
        this.parts = parts;
    }

    /**
     * Adds a feature group that reads these events and writes its rows and late events.
     *
     * @param projection of the events
     * @param sameKey whether the group's entity key is the record key; if not, tiles cross a repartition topic
     */
    public static void addTo(
            KStream<byte[], EventRecord> events,
            FeatureGroup group,
            Projection projection,
            boolean sameKey,
            TopologyParts parts) {
        var topology = new PerEventTopology(group, projection, parts);
        KStream<byte[], GroupEvent> inTime = topology.withoutLate(events.processValues(
                () -> new WindowAdmission(group, projection, parts.metrics()), Named.as(group.name() + ".admission")));
        topology.aggregate(topology.retained(sameKey ? topology.tiles(inTime) : topology.repartitioned(inTime)));
    }

    private KStream<byte[], GroupEvent> withoutLate(KStream<byte[], GroupEvent> admitted) {
        var branches = admitted.split(Named.as(group.name() + ".by-lateness."))
                .branch((key, event) -> event.late(), Branched.as("late"))
                .defaultBranch(Branched.as("in-time"));
        branches.get(group.name() + ".by-lateness.late")
                .process(() -> new LateEvents(group), Named.as(group.name() + ".late-events"))
                .to(group.lateTopic(), produced("late-events-sink"));
        return branches.get(group.name() + ".by-lateness.in-time");
    }

    private KStream<byte[], byte[]> tiles(KStream<byte[], GroupEvent> events) {
        return events.mapValues(this::tile, Named.as(group.name() + ".tiles"));
    }

    private KStream<byte[], byte[]> repartitioned(KStream<byte[], GroupEvent> events) {
        return events.map(
                        (key, event) -> KeyValue.pair(event.entityKey().getBytes(StandardCharsets.UTF_8), tile(event)),
                        Named.as(group.name() + ".keyed-tiles"))
                .repartition(Repartitioned.<byte[], byte[]>as(group.name())
                        .withKeySerde(Serdes.ByteArray())
                        .withValueSerde(Serdes.ByteArray()));
    }

    private byte[] tile(GroupEvent event) {
        return eventTiles.get().tile(event.record().event());
    }

    private KStream<byte[], byte[]> retained(KStream<byte[], byte[]> all) {
        var branches = all.processValues(
                        () -> new RetentionCheck(group, tiles, parts.metrics()), Named.as(group.name() + ".retention"))
                .split(Named.as(group.name() + ".by-retention."))
                .branch((key, tile) -> tile.expired(), Branched.as("expired"))
                .defaultBranch(Branched.as("retained"));
        branches.get(group.name() + ".by-retention.expired")
                .process(() -> new LateTiles(group, tiles), Named.as(group.name() + ".late-tiles"))
                .to(group.lateTopic(), produced("late-tiles-sink"));
        return branches.get(group.name() + ".by-retention.retained")
                .mapValues(RetainedTile::tile, Named.as(group.name() + ".retained-tiles"));
    }

    private void aggregate(KStream<byte[], byte[]> retained) {
        retained.groupByKey(Grouped.with(group.name(), Serdes.ByteArray(), Serdes.ByteArray()))
                .windowedBy(new GroupWindows(group))
                .aggregate(() -> null, this::merged, Named.as(group.name() + ".aggregate"), store())
                .toStream(Named.as(group.name() + ".changes"))
                .process(
                        () -> new RowWriter(group, tiles, new RowCounter(group.name(), parts), parts.updates()),
                        Named.as(group.name() + ".rows"),
                        group.name())
                .to(group.to(), produced("rows-sink"));
    }

    /** @param sum null for the first tile of a window */
    private byte[] merged(byte[] key, byte[] one, byte[] sum) {
        return sum == null ? one : tiles.merge(sum, one);
    }

    private Materialized<byte[], byte[], WindowStore<Bytes, byte[]>> store() {
        return Materialized.<byte[], byte[]>as(TileStoreSupplier.timestamped(group))
                .withKeySerde(Serdes.ByteArray())
                .withValueSerde(Serdes.ByteArray())
                .withCachingDisabled()
                // By event time the broker would delete at once what a replay of old events writes.
                .withLoggingEnabled(Map.of(TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG, "LogAppendTime"));
    }

    private Produced<byte[], byte[]> produced(String name) {
        return Produced.with(Serdes.ByteArray(), Serdes.ByteArray()).withName(group.name() + "." + name);
    }
}
