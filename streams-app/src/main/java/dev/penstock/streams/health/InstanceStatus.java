// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.health;

import org.apache.kafka.streams.KafkaStreams;

/** What an instance is at. */
public enum InstanceStatus {
    STARTING,
    REBALANCING,
    RESTORING,
    /** Of its topics; part of the work waits, or all of it. */
    TOPIC_MISSING,
    /** Events wait for the schema registry, which does not answer. */
    REGISTRY_MISSING,
    /** Events wait for a model that streams ask, which does not answer as it should. */
    MODEL_MISSING,
    READY,
    STOPPING,
    FAILED;

    static InstanceStatus of(KafkaStreams.State state, boolean ranOnce, boolean restores, boolean lacksTopic) {
        return switch (state) {
            case CREATED -> STARTING;
            case REBALANCING -> lacksTopic ? TOPIC_MISSING : restores ? RESTORING : ranOnce ? REBALANCING : STARTING;
            case RUNNING -> lacksTopic ? TOPIC_MISSING : READY;
            case PENDING_SHUTDOWN, NOT_RUNNING -> STOPPING;
            case PENDING_ERROR, ERROR -> FAILED;
        };
    }
}
