// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.state;

import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.processor.TaskId;

import java.util.Map;
import java.util.Set;

/**
 * A stream thread that is not dead.
 *
 * @param state as Kafka Streams calls it
 * @param active its active tasks, those that are restored among them, with the partitions that they read
 * @param standby its standby tasks, with the changelogs that they follow
 */
public record LiveThread(
        String name, String state, Map<TaskId, Set<TopicPartition>> active, Map<TaskId, Set<TopicPartition>> standby) {}
