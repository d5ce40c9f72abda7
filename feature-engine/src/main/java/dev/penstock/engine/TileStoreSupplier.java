// SPDX-License-Identifier: Apache-2.0
package dev.penstock.engine;

import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.WindowBytesStoreSupplier;
import org.apache.kafka.streams.state.WindowStore;

/**
 * Makes persistent window stores that hold the latest tiles on the heap, see {@link WriteBehindStore}, and that can be
 * told from lost ones while they are empty, see {@link EmptyAwareStore}.
 */
final class TileStoreSupplier implements WindowBytesStoreSupplier {

    private final WindowBytesStoreSupplier supplier;
    private final long maxHeldBytes;

    /** @param maxHeldBytes of heap that each store may take for tiles */
    TileStoreSupplier(WindowBytesStoreSupplier supplier, long maxHeldBytes) {
        this.supplier = supplier;
        this.maxHeldBytes = maxHeldBytes;
    }

    @Override
    public WindowStore<Bytes, byte[]> get() {
        return new WriteBehindStore(new EmptyAwareStore(supplier.get()), maxHeldBytes);
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
