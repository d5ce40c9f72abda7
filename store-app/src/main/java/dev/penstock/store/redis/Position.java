// SPDX-License-Identifier: Apache-2.0
package dev.penstock.store.redis;

import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.Protocol.Command;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.OptionalLong;

/**
 * How far a store has come in a partition, as it stands in Redis: {@code TOPIC-ID OFFSET}, the offset being that behind the
 * last row that is in the store.
 */
final class Position {

    private final byte[] key;
    private final String topicId;
    private final long offset;

    /** What stands there; null where nothing does. */
    private byte[] value;

    Position(byte[] key, Uuid topicId) {
        this(key, topicId.toString(), 0, null);
    }

    private Position(byte[] key, String topicId, long offset, byte[] value) {
        this.key = key;
        this.topicId = topicId;
        this.offset = offset;
        this.value = value;
    }

    static byte[] key(String project, String store, TopicPartition partition) {
        String name = String.join(
                ":", "penstock", "position", project, store, partition.topic(), String.valueOf(partition.partition()));
        return name.getBytes(StandardCharsets.UTF_8);
    }

    byte[] key() {
        return key;
    }

    /** A key that is there for a moment only. */
    byte[] probeKey() {
        byte[] probe = Arrays.copyOf(key, key.length + 1);
        probe[key.length] = '?';
        return probe;
    }

    long offset() {
        return offset;
    }

    /** Takes what stands there; empty if that is of no topic, or of another one. */
    OptionalLong read(byte[] found) {
        value = found;
        if (found == null) {
            return OptionalLong.empty();
        }
        String[] parts = new String(found, StandardCharsets.UTF_8).split(" ");
        return parts.length == 2 && parts[0].equals(topicId) && parts[1].matches("\\d{1,18}")
                ? OptionalLong.of(Long.parseLong(parts[1]))
                : OptionalLong.empty();
    }

    /** Whether what stands there is what was read or written last. */
    boolean isAsWritten(byte[] found) {
        return Arrays.equals(value, found);
    }

    /** The same partition, further on. */
    Position at(long further) {
        return new Position(key, topicId, further, (topicId + " " + further).getBytes(StandardCharsets.UTF_8));
    }

    CommandArguments write() {
        return new CommandArguments(Command.SET).key(key).add(value);
    }
}
