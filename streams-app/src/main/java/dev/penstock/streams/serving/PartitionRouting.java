// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.serving;

import dev.penstock.streams.http.problem.Problem;
import dev.penstock.streams.http.problem.Problem.Kind;
import org.apache.kafka.common.utils.Utils;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KeyQueryMetadata;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.processor.StreamPartitioner;
import org.apache.kafka.streams.state.HostInfo;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntUnaryOperator;

/** Knows who has what, as of the last assignment of partitions that this instance has heard of. */
final class PartitionRouting {

    private static final byte[] ANY_KEY = {};

    private final KafkaStreams streams;

    PartitionRouting(KafkaStreams streams) {
        this.streams = streams;
    }

    /**
     * Who has the partition of a key. The record keys of sources and of repartition topics are the bytes of the entity
     * key, and this takes it that they go where Kafka's producers send what has a key.
     */
    PartitionOwners ofKey(String group, byte[] key) {
        return owners(group, partitions -> partition(key, partitions));
    }

    /** Which one of so many partitions a key goes to. */
    static int partition(byte[] key, int partitions) {
        return Utils.toPositive(Utils.murmur2(key)) % partitions;
    }

    PartitionOwners ofPartition(String group, int partition) {
        return owners(group, partitions -> partition);
    }

    /** How many partitions a group has. */
    int partitions(String group) {
        var count = new AtomicInteger();
        owners(group, partitions -> {
            count.set(partitions);
            return 0;
        });
        return count.get();
    }

    /** @param partition chooses one of so many */
    private PartitionOwners owners(String group, IntUnaryOperator partition) {
        var known = new AtomicInteger();
        @SuppressWarnings("removal") // The one method that is abstract as yet.
        StreamPartitioner<byte[], Object> partitioner = (topic, key, value, partitions) -> {
            known.set(partitions);
            return Optional.of(Set.of(partitions == 0 ? 0 : partition.applyAsInt(partitions)));
        };
        KeyQueryMetadata found;
        try {
            found = streams.queryMetadataForKey(group, ANY_KEY, partitioner);
        } catch (IllegalStateException | InvalidStateStoreException e) {
            throw Problem.of(Kind.NOT_RUNNING, "this instance is " + streams.state())
                    .exception();
        }
        if (known.get() == 0 || found == null || KeyQueryMetadata.NOT_AVAILABLE.equals(found)) {
            throw Problem.of(
                            Kind.MOVING,
                            "this instance does not know yet which instance has which partition of '" + group + "'")
                    .exception();
        }
        boolean nobody = found.activeHost().equals(HostInfo.unavailable());
        return new PartitionOwners(
                found.partition(), nobody ? List.of() : List.of(found.activeHost()), found.standbyHosts());
    }
}
