// SPDX-License-Identifier: Apache-2.0
package dev.penstock.engine.internal.store;

import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.kstream.Windowed;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.StateStoreContext;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.TimestampedBytesStore;
import org.apache.kafka.streams.state.WindowStore;

/**
 * A window store without two faults of Kafka Streams, seen in 4.3.1 and 4.4.0: it knows how far it was committed even if
 * nothing is in it, and where it can't be opened, nothing of it stays open.
 *
 * <p>How far it was committed is kept in the segments of a store, and a store without segments forgets it. Under
 * exactly-once Kafka Streams takes this for the state of a process that died, throws the whole task's state away and rebalances, each time
 * that it opens or recycles the task. With standby replicas that does not end. A partition that a group has no events in
 * is enough; of a group that has one key all partitions but one are such.
 *
 * <p>A segment that can't be opened leaves the ones before it open and locked. After a kill under exactly-once that is what
 * happens where a store has several segments: its state is to be thrown away and read back, but the task, which is made anew, finds
 * the lock, and the instance ends.
 */
public class EmptyAwareStore extends ForwardingWindowStore {

    /** What Kafka Streams commits, and understands, where there is no offset yet. */
    private static final Long NO_OFFSET_YET = -4L;

    /** In milliseconds; known once it is initialised. */
    private long additionalRetention;

    private EmptyAwareStore(WindowStore<Bytes, byte[]> store) {
        super(store);
    }

    /** Around this store, and like it one with timestamps or without: Kafka Streams tells that by the type. */
    public static EmptyAwareStore around(WindowStore<Bytes, byte[]> store) {
        return store instanceof TimestampedBytesStore ? new WithTimestamps(store) : new EmptyAwareStore(store);
    }

    private static final class WithTimestamps extends EmptyAwareStore implements TimestampedBytesStore {
        WithTimestamps(WindowStore<Bytes, byte[]> store) {
            super(store);
        }
    }

    @Override
    public void init(StateStoreContext context, StateStore root) {
        additionalRetention = additionalRetention(context);
        try {
            super.init(context, root);
        } catch (RuntimeException e) {
            // Segments that were opened before the one that can't be; nobody else would close them.
            super.close();
            throw e;
        }
    }

    /**
     * How long the changelog keeps a tile for sure, in milliseconds from when it was written: records of a changelog have the time at
     * which they were written, not that of events. Kafka Streams restores what was written within this time before the newest
     * record. With the retention of the store alone, tiles would be missing where event time went on slower than the
     * clock, as after an outage of whoever sends events.
     */
    @Override
    public long retentionPeriod() {
        return super.retentionPeriod() + additionalRetention;
    }

    private static long additionalRetention(StateStoreContext context) {
        String name = StreamsConfig.WINDOW_STORE_CHANGE_LOG_ADDITIONAL_RETENTION_MS_CONFIG;
        Object value = context.appConfigs().get(name);
        return value == null
                ? (Long) StreamsConfig.configDef().defaultValues().get(name)
                : (Long) ConfigDef.parseType(name, value, ConfigDef.Type.LONG);
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
