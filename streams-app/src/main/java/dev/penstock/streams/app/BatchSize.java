// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.app;

import dev.penstock.event.pipeline.Pipeline;

/**
 * How large the producer's batches are where nobody says. A batch takes its full size of {@code buffer.memory} with its
 * first record, and a commit sends to all partitions of all outputs at once: where those batches don't fit, a thread
 * waits for the network again and again, and what it sends is next to empty.
 */
public final class BatchSize {

    /** In bytes: where outputs are few. */
    public static final int MOST = 128 << 10;

    private static final int LEAST = 16 << 10;

    /** Three quarters of {@code buffer.memory} by Kafka's default. */
    private static final int ALL_BATCHES = 24 << 20;

    /** How many are not known before it runs. */
    private static final int PARTITIONS = 16;

    private BatchSize() {}

    /** @return {@code batch.size} for an application that runs this pipeline, in bytes */
    static int of(Pipeline pipeline) {
        // Of a group its rows, its changelog, and its deltas where they are repartitioned.
        int topics = pipeline.streams().size() + 3 * pipeline.features().size();
        return Math.max(LEAST, Math.min(MOST, ALL_BATCHES / PARTITIONS / Math.max(1, topics)));
    }
}
