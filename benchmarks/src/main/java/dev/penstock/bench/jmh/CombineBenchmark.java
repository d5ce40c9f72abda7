// SPDX-License-Identifier: Apache-2.0
package dev.penstock.bench.jmh;

import dev.penstock.aggregate.delta.EventFields;
import dev.penstock.engine.internal.combine.EventBlock;
import dev.penstock.engine.internal.exchange.Delta;
import dev.penstock.engine.internal.memory.Budget;
import dev.penstock.engine.internal.memory.HeapShare;
import dev.penstock.engine.internal.tile.TileLayout;
import dev.penstock.engine.internal.tile.TileMerger;
import dev.penstock.engine.internal.tile.TileRows;
import dev.penstock.engine.spi.EventView;
import dev.penstock.event.DecodeLimits;
import dev.penstock.event.Fields;
import dev.penstock.event.decode.EventBuffer;
import dev.penstock.event.decode.EventDecoder;
import dev.penstock.event.pipeline.FeatureGroup;
import dev.penstock.event.pipeline.reader.PipelineReader;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
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

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * What it costs to fold one app event into the default pipeline's {@code user_activity} with 10,000 users, and what a
 * tile costs on its way from the deltas to the row, Kafka and the store apart. Combining is what {@link #combine} takes
 * more than {@link #decode}.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(3)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 2, time = 1)
public class CombineBenchmark {

    private static final int EVENTS = 1 << 16;
    private static final int LARGE_TILES = 64;
    private static final int MERGED_INTO_LARGE = 90;

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

    /** Of the same users in the same window. */
    private final byte[][] laterEvents = AppEvents.some(EVENTS, 18);

    private EventDecoder decoder;
    private final EventBuffer[] buffers = new EventBuffer[EventFields.BLOCK];
    private final List<EventBuffer> block = Arrays.asList(buffers);
    private EventBlock<EventBuffer> deltas;
    private TileMerger merger;
    private TileRows rows;
    private final List<byte[]> keys = new ArrayList<>();
    private final List<byte[]> tiles = new ArrayList<>();
    private final List<Delta> laterDeltas = new ArrayList<>();

    /** Of so many events that their items are in a sketch. */
    private final List<byte[]> largeTiles = new ArrayList<>();

    private int next;

    @Setup
    public void setUp() {
        var pipeline = PipelineReader.read("benchmark", PIPELINE);
        FeatureGroup group = pipeline.features().get(0);
        decoder = new EventDecoder(pipeline, pipeline.sources().get(0), DecodeLimits.DEFAULT);
        Arrays.setAll(buffers, place -> decoder.newBuffer());
        var budget = new Budget(1_000_000, 1 << 28, HeapShare.oneOf(1));
        deltas = new EventBlock<>(new BufferView(), decoder.projection(), List.of(group), budget, new Unheeded());
        TileLayout layout = TileLayout.of(group);
        merger = new TileMerger(layout);
        rows = new TileRows(group, layout, false);
        Map<ByteBuffer, byte[]> before = batch(events);
        batch(laterEvents).forEach((deltaKey, value) -> {
            if (before.containsKey(deltaKey)) {
                keys.add(deltaKey.array());
                tiles.add(tile(before.get(deltaKey)));
                laterDeltas.add(delta(value));
            }
        });
        for (int i = 0; i < LARGE_TILES; i++) {
            byte[] large = tiles.get(i);
            for (int j = 0; j < MERGED_INTO_LARGE; j++) {
                Delta other = laterDeltas.get((i + j * LARGE_TILES) % laterDeltas.size());
                large = merger.merge(large, other.bytes(), other.tileFrom());
            }
            largeTiles.add(large);
        }
    }

    /** What a commit behind these events hands on, by key. */
    private Map<ByteBuffer, byte[]> batch(byte[][] values) {
        for (int from = 0; from < EVENTS; from += EventFields.BLOCK) {
            combine(values, from);
        }
        Map<ByteBuffer, byte[]> batch = new LinkedHashMap<>();
        deltas.drain(0, (deltaKey, value, time) -> batch.put(ByteBuffer.wrap(deltaKey), value));
        return batch;
    }

    private static Delta delta(byte[] value) {
        var delta = new Delta();
        delta.read(value);
        return delta;
    }

    private static byte[] tile(byte[] value) {
        return delta(value).tile();
    }

    @Benchmark
    public boolean decode() {
        next = next + 1 & EVENTS - 1;
        return decoder.decodeInto(events[next], buffers[0]);
    }

    @Benchmark
    @OperationsPerInvocation(EventFields.BLOCK)
    public void combine() {
        next = next + EventFields.BLOCK & EVENTS - EventFields.BLOCK;
        combine(events, next);
    }

    private void combine(byte[][] values, int from) {
        for (int place = 0; place < EventFields.BLOCK; place++) {
            decoder.decodeInto(values[from + place], buffers[place]);
        }
        deltas.fold(block);
    }

    private static final class BufferView implements EventView<EventBuffer> {

        @Override
        public Fields fields(EventBuffer buffer) {
            return buffer.fields();
        }

        @Override
        public long timestamp(EventBuffer buffer) {
            return buffer.timestamp();
        }

        @Override
        public long partitionTime(EventBuffer buffer) {
            return -1;
        }

        @Override
        public Record<byte[], byte[]> late(
                Record<byte[], EventBuffer> event, FeatureGroup group, Optional<RecordMetadata> origin) {
            throw new IllegalStateException("no event is late");
        }
    }

    private static final class Unheeded implements EventBlock.Outcome<EventBuffer> {

        @Override
        public void onAdded(int group) {}

        @Override
        public void onLate(int group, EventBuffer event) {}

        @Override
        public void onKeyMissing(int group) {}
    }

    /** 65,536 events and the forwarding of some 10,000 deltas, per event. */
    @Benchmark
    @OperationsPerInvocation(EVENTS)
    public long combineAndDrain() {
        for (int from = 0; from < EVENTS; from += EventFields.BLOCK) {
            combine(events, from);
        }
        long[] bytes = new long[1];
        deltas.drain(0, (deltaKey, value, time) -> bytes[0] += value.length);
        return bytes[0];
    }

    private int at() {
        next = next + 1 & EVENTS - 1;
        return next % tiles.size();
    }

    /** The tile of some six events of a user, and the delta of the next ones of the same user. */
    @Benchmark
    public byte[] merge() {
        int at = at();
        Delta delta = laterDeltas.get(at);
        return merger.merge(tiles.get(at), delta.bytes(), delta.tileFrom());
    }

    @Benchmark
    public byte[] row() {
        int at = at();
        return rows.json(keys.get(at), 0, tiles.get(at), 0);
    }

    /** The tile of some six hundred events, as 100,000 events a second make it of a user and a minute. */
    @Benchmark
    public byte[] mergeLarge() {
        int at = at();
        Delta delta = laterDeltas.get(at);
        return merger.merge(largeTiles.get(at % LARGE_TILES), delta.bytes(), delta.tileFrom());
    }

    @Benchmark
    public byte[] rowLarge() {
        int at = at();
        return rows.json(keys.get(at), 0, largeTiles.get(at % LARGE_TILES), 0);
    }
}
