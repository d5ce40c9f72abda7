// SPDX-License-Identifier: Apache-2.0
package dev.penstock.engine;

import dev.penstock.engine.internal.memory.HeapShare;
import dev.penstock.engine.internal.store.EmptyAwareStore;
import dev.penstock.engine.internal.store.WriteBehindStore;
import dev.penstock.event.pipeline.FeatureGroup;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.Stores;
import org.apache.kafka.streams.state.WindowBytesStoreSupplier;
import org.apache.kafka.streams.state.WindowStore;

import java.time.Duration;
import java.util.function.UnaryOperator;

/** Makes persistent window stores that can be told from lost ones while they are empty, see {@link EmptyAwareStore}. */
public final class TileStoreSupplier implements WindowBytesStoreSupplier {

    /** For the tiles that all stores of the process hold, whatever application they belong to: they have one heap. */
    private static final HeapShare HELD_TILES = HeapShare.oneOf(8);

    private final WindowBytesStoreSupplier supplier;
    private final UnaryOperator<WindowStore<Bytes, byte[]>> outerLayer;

    private TileStoreSupplier(WindowBytesStoreSupplier supplier, UnaryOperator<WindowStore<Bytes, byte[]>> outerLayer) {
        this.supplier = supplier;
        this.outerLayer = outerLayer;
    }

    /**
     * For the tiles of a group, the latest of which are held on the heap, see {@link WriteBehindStore}.
     *
     * @param maxHeldBytes of heap that each store may take for tiles; less where there are so many stores that together
     *     they would take more than an eighth of the heap
     */
    static WindowBytesStoreSupplier writtenBehind(FeatureGroup group, long maxHeldBytes) {
        return new TileStoreSupplier(
                Stores.persistentWindowStore(
                        group.name(), group.storeRetention(), group.window().longest(), false),
                store -> new WriteBehindStore(store, maxHeldBytes, HELD_TILES));
    }

    /** For the tiles of a group with the time of each, as the aggregations of Kafka's DSL keep them. */
    public static WindowBytesStoreSupplier timestamped(FeatureGroup group) {
        return new TileStoreSupplier(
                Stores.persistentTimestampedWindowStore(
                        group.name(), group.storeRetention(), group.window().longest(), false),
                UnaryOperator.identity());
    }

    /** For something else than tiles. */
    public static WindowBytesStoreSupplier plain(String name, Duration retention, Duration window) {
        return new TileStoreSupplier(
                Stores.persistentWindowStore(name, retention, window, false), UnaryOperator.identity());
    }

    @Override
    public WindowStore<Bytes, byte[]> get() {
        return outerLayer.apply(EmptyAwareStore.around(supplier.get()));
    }

    @Override
    public String name() {
        return supplier.name();
    }

    @Override
    public String metricsScope() {
        return supplier.metricsScope();
    }

    @Override
    public long segmentIntervalMs() {
        return supplier.segmentIntervalMs();
    }

    @Override
    public long windowSize() {
        return supplier.windowSize();
    }

    @Override
    public boolean retainDuplicates() {
        return supplier.retainDuplicates();
    }

    @Override
    public long retentionPeriod() {
        return supplier.retentionPeriod();
    }
}
