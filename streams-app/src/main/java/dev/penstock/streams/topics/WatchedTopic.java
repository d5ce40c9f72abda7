// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.topics;

/**
 * A topic that an application can't do without.
 *
 * @param role what it is used for, as {@link PipelineTopic.Role#code()} and {@link #CHANGELOG} spell it
 * @param internal whether Kafka Streams makes it when the application first runs, so that there is none before
 */
public record WatchedTopic(String name, String role, boolean internal) {

    public static final String CHANGELOG = "changelog";
    public static final String REPARTITION = "repartition";

    /** Whether the application reads it. */
    public boolean isInput() {
        return role.equals(PipelineTopic.Role.SOURCE.code()) || role.equals(REPARTITION);
    }

    @Override
    public String toString() {
        return name + " (" + role + ")";
    }
}
