// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.http.health;

import org.apache.kafka.streams.KafkaStreams;

/** What an instance is at. */
public enum Status {
    STARTING,
    REBALANCING,
    RESTORING,
    READY,
    STOPPING,
    FAILED;

    static Status of(KafkaStreams.State state, boolean ranOnce, boolean restores) {
        return switch (state) {
            case CREATED -> STARTING;
            case REBALANCING -> restores ? RESTORING : ranOnce ? REBALANCING : STARTING;
            case RUNNING -> READY;
            case PENDING_SHUTDOWN, NOT_RUNNING -> STOPPING;
            case PENDING_ERROR, ERROR -> FAILED;
        };
    }
}
