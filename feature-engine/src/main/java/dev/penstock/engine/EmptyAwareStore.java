// SPDX-License-Identifier: Apache-2.0
package dev.penstock.engine;

import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.kstream.Windowed;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.StateStoreContext;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.TimestampedBytesStore;
import org.apache.kafka.streams.state.WindowStore;

/**
 * A window store without two faults of Kafka 4.3: it knows how far it was committed even if nothing is in it, and it can
 * be initialised anew after that has failed.
 *
 * <p>How far it was committed is kept in the segments of a store, and a store without segments forgets it. Under
 * exactly-once Kafka Streams takes this for the state of a process that died, throws the whole task's state away and rebalances, each time
 * that it opens or recycles the task. With standby replicas that does not end. A partition that a group has no events in
 * is enough; of a group that has one key all partitions but one are such.
 *
 * <p>Under exactly-once Kafka Streams refuses the segments of a process that died, clears them away and initialises the
 * store once more. But the store still counts the segment that it could not open among its own, and the first that asks
 * for it, which is a stream thread that takes over the task, dies.
 */
class EmptyAwareStore extends ForwardingWindowStore {

    /** What Kafka Streams commits, and understands, where there is no offset yet. */
    private static final Long NO_OFFSET_YET = -4L;

    private EmptyAwareStore(WindowStore<Bytes, byte[]> store) {
        super(store);
    }

    /** Around this store, and like it one with timestamps or without: Kafka Streams tells that by the type. */
    static EmptyAwareStore around(WindowStore<Bytes, byte[]> store) {
        return store instanceof TimestampedBytesStore ? new WithTimestamps(store) : new EmptyAwareStore(store);
    }

    private static final class WithTimestamps extends EmptyAwareStore implements TimestampedBytesStore {
        WithTimestamps(WindowStore<Bytes, byte[]> store) {
            super(store);
        }
    }

    @Override
    public void init(StateStoreContext context, StateStore root) {
        try {
            super.init(context, root);
        } catch (RuntimeException e) {
            // Nobody else does: Kafka Streams closes what was initialised.
            close();
            throw e;
        }
    }

    @Override
    public Long committedOffset(TopicPartition partition) {
        Long offset = super.committedOffset(partition);
        // There is nothing in it that could be uncommitted.
        return offset == null && isEmpty() ? NO_OFFSET_YET : offset;
    }

    private boolean isEmpty() {
        try (KeyValueIterator<Windowed<Bytes>, byte[]> all = all()) {
            return !all.hasNext();
        }
    }
}
