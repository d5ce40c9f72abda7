// SPDX-License-Identifier: Apache-2.0
package dev.penstock.kafka;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.TreeSet;

/** Kafka's settings for a node that is broker, controller and whole cluster of one machine. */
final class NodeSettings {

    /** What may be overridden. */
    private static final Map<String, String> DEFAULTS = Map.ofEntries(
            // One broker holds the only replica of everything, internal topics included.
            Map.entry("default.replication.factor", "1"),
            Map.entry("min.insync.replicas", "1"),
            Map.entry("offsets.topic.replication.factor", "1"),
            Map.entry("transaction.state.log.replication.factor", "1"),
            Map.entry("transaction.state.log.min.isr", "1"),
            Map.entry("share.coordinator.state.topic.replication.factor", "1"),
            Map.entry("share.coordinator.state.topic.min.isr", "1"),

            // Fifty partitions each by default: their creation is most of what the first consumer and the first
            // transaction wait for.
            Map.entry("offsets.topic.num.partitions", "4"),
            Map.entry("transaction.state.log.num.partitions", "4"),
            Map.entry("share.coordinator.state.topic.num.partitions", "1"),

            // A mistyped topic name shall be an error, not a new topic.
            Map.entry("auto.create.topics.enable", "false"),

            // Retention goes by the records' own timestamps. Events stamped years ago, of a replayed file say, would
            // vanish at the first check; so size bounds the disk instead. Small segments, as only whole ones go.
            Map.entry("log.retention.ms", "-1"),
            Map.entry("log.retention.bytes", String.valueOf(1L << 30)),
            Map.entry("log.segment.bytes", String.valueOf(128 << 20)),
            Map.entry("log.retention.check.interval.ms", "60000"),

            // Wait neither for more members to join nor for more metadata records to write at once.
            Map.entry("group.initial.rebalance.delay.ms", "0"),
            Map.entry("group.streams.initial.rebalance.delay.ms", "0"),
            Map.entry("group.consumer.assignment.interval.ms", "0"),
            Map.entry("group.streams.assignment.interval.ms", "0"),
            Map.entry("controller.quorum.append.linger.ms", "0"),

            // Members hear of a new assignment with their next heartbeat, by default five seconds later.
            Map.entry("group.consumer.min.heartbeat.interval.ms", "500"),
            Map.entry("group.consumer.heartbeat.interval.ms", "500"),
            Map.entry("group.streams.min.heartbeat.interval.ms", "500"),
            Map.entry("group.streams.heartbeat.interval.ms", "500"),

            // Threads and buffers for a handful of clients. The cleaner's buffer holds the keys of one pass over a
            // compacted topic: 600,000 in 16 MiB, the rest waits for the next pass.
            Map.entry("num.network.threads", "2"),
            Map.entry("num.io.threads", "4"),
            Map.entry("background.threads", "2"),
            Map.entry("num.recovery.threads.per.data.dir", "1"),
            Map.entry("group.coordinator.threads", "1"),
            Map.entry("share.coordinator.threads", "1"),
            Map.entry("log.cleaner.dedupe.buffer.size", String.valueOf(16 << 20)),

            // Kafka waits forever by default.
            Map.entry("server.max.startup.time.ms", "60000"),

            // MBeans carry no more than the node's id, so two nodes in one process would fight for the names.
            Map.entry("metric.reporters", ""));

    private NodeSettings() {}

    /** @throws IllegalArgumentException if {@code extra} sets what the node's ports and folder decide */
    static Properties of(Listeners listeners, Path folder, Map<String, String> extra) {
        Map<String, String> place = place(listeners, folder);
        TreeSet<String> fixed = new TreeSet<>(extra.keySet());
        fixed.retainAll(place.keySet());
        if (!fixed.isEmpty()) {
            throw new IllegalArgumentException("the local broker sets these itself: " + String.join(", ", fixed));
        }
        Properties properties = new Properties();
        properties.putAll(DEFAULTS);
        properties.putAll(extra);
        properties.putAll(place);
        return properties;
    }

    private static Map<String, String> place(Listeners listeners, Path folder) {
        Map<String, String> place = new HashMap<>(listeners.settings());
        place.put("process.roles", "broker,controller");
        place.put("node.id", String.valueOf(DataFolder.NODE_ID));
        place.put("log.dirs", folder.toString());
        // A static quorum: the controller's port is another one at each start, and nothing remembers it.
        place.put(
                "controller.quorum.voters",
                DataFolder.NODE_ID + "@" + Listeners.HOST + ":"
                        + listeners.controllerAddress().getPort());
        return place;
    }
}
