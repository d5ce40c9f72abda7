// SPDX-License-Identifier: Apache-2.0
package dev.penstock.engine;

import dev.penstock.bench.AppEvents;
import dev.penstock.event.DecodeLimits;
import dev.penstock.event.EventBuffer;
import dev.penstock.event.EventDecoder;
import dev.penstock.event.pipeline.FeatureGroup;
import dev.penstock.event.pipeline.PipelineReader;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * What it costs to fold one app event into the default pipeline's {@code user_activity} with 10,000 users, and what a
 * tile costs on its way from the deltas to the row, Kafka and the store apart. Combining is what {@link #combine} takes
 * more than {@link #decode}.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 1)
public class CombineBenchmark {

    private static final int EVENTS = 1 << 16;

    static final String PIPELINE = """
            sources:
              app_events:
                topic: app-events
                partitioned_by: user_id
                timestamp: {field: timestamp, unit: millis}
            features:
              user_activity:
                from: app_events
                key: user_id
                window: 1h
                to: features-user-activity
                columns:
                  events_1m:        {count: events}
                  views_1m:         {count: events, where: {event_type: view}}
                  clicks_1m:        {count: events, where: {event_type: click}}
                  purchases_1m:     {count: events, where: {event_type: purchase}}
                  ctr_1m:           {ratio: [clicks_1m, views_1m]}
                  total_spend:      {sum: amount, where: {event_type: purchase}}
                  items_1m:         {distinct: item_id}
                  session_duration: {duration: events}
            """;

    private final byte[][] events = AppEvents.some(EVENTS, 17);
    private EventDecoder decoder;
    private EventBuffer buffer;
    private EventFields fields;
    private EventFilters filters;
    private KeyBytes key;
    private GroupDeltas deltas;
    private Budget budget;
    private TileMerger merger;
    private TileRows rows;
    private final List<byte[]> keys = new ArrayList<>();
    private final List<byte[]> values = new ArrayList<>();
    private byte[][] tiles;
    private int next;

    @Setup
    public void setUp() {
        var pipeline = PipelineReader.read("benchmark", PIPELINE);
        FeatureGroup group = pipeline.features().get(0);
        decoder = new EventDecoder(pipeline, pipeline.sources().get(0), DecodeLimits.DEFAULT);
        buffer = decoder.newBuffer();
        fields = new EventFields(decoder.projection().size());
        filters = new EventFilters(decoder.projection());
        key = new KeyBytes(group.key(), decoder.projection());
        budget = new Budget(1_000_000, 1 << 28, HeapShare.oneOf(1));
        deltas = new GroupDeltas(group, decoder.projection(), filters, budget);
        TileLayout layout = TileLayout.of(group, decoder.projection());
        merger = new TileMerger(layout);
        rows = new TileRows(group, layout, false);
        for (int i = 0; i < EVENTS; i++) {
            combine();
        }
        deltas.drain((deltaKey, value, time) -> {
            keys.add(deltaKey);
            values.add(value);
        });
        var delta = new Delta();
        tiles = new byte[values.size()][];
        for (int i = 0; i < tiles.length; i++) {
            delta.read(values.get(i));
            tiles[i] = delta.tile();
        }
    }

    private byte[] event() {
        next = next + 1 & EVENTS - 1;
        return events[next];
    }

    @Benchmark
    public boolean decode() {
        return decoder.decodeInto(event(), buffer);
    }

    @Benchmark
    public boolean combine() {
        decoder.decodeInto(event(), buffer);
        fields.load(buffer.fields());
        filters.evaluate(buffer.fields());
        return key.read(fields) && deltas.add(fields, key, buffer.timestamp(), -1);
    }

    /** 65,536 events and the forwarding of some 10,000 deltas, per event. */
    @Benchmark
    @OperationsPerInvocation(EVENTS)
    public long combineAndDrain() {
        for (int i = 0; i < EVENTS; i++) {
            combine();
        }
        long[] bytes = new long[1];
        deltas.drain((deltaKey, value, time) -> bytes[0] += value.length);
        return bytes[0];
    }

    private int tile() {
        next = next + 1 & EVENTS - 1;
        return next % tiles.length;
    }

    /** A delta of about six events and a tile of as many. */
    @Benchmark
    public byte[] merge() {
        int at = tile();
        return merger.merge(tiles[at], values.get(at), 9);
    }

    @Benchmark
    public byte[] row() {
        int at = tile();
        return rows.json(keys.get(at), 0, tiles[at], 0);
    }
}
