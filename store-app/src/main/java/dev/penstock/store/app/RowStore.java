// SPDX-License-Identifier: Apache-2.0
package dev.penstock.store.app;

import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;

import java.util.Collection;
import java.util.Map;

/**
 * Where rows go. It knows by itself how far it has come in each partition, and keeps that together with the rows, so that
 * neither a crash nor a second writer makes a row count twice or not at all. For one thread.
 *
 * <p>Any method but {@link #close} may throw a {@link StoreException}. What was gathered and not committed is then
 * forgotten, and each partition has to be opened again.
 */
public interface RowStore extends AutoCloseable {

    /**
     * Takes partitions over from whoever had them, and makes sure that rows can be written.
     *
     * @param partitions with the ids of their topics: a topic that was deleted and made anew begins anew
     * @return from which offset rows are wanted; a partition from whose beginning they are wanted is missing
     */
    Map<TopicPartition, Long> open(Map<TopicPartition, Uuid> partitions);

    /** Takes rows of open partitions, in the order of their offsets. They may stay uncommitted for a while. */
    void write(ConsumerRecords<byte[], byte[]> records);

    /** Commits what is due; to be called often, also when there are no rows. */
    void commitDue();

    /** Commits all that was gathered of these partitions. Those that are not open are left out. */
    void release(Collection<TopicPartition> partitions);

    /** Forgets these partitions, and what was gathered of them. */
    void abandon(Collection<TopicPartition> partitions);

    /** Of each open partition that has any: the offset behind the rows that are committed. */
    Map<TopicPartition, Long> committed();

    /** Where rows go and in which form, for a line of the log. */
    String describe();

    /** Forgets what was not committed. */
    @Override
    void close();
}
