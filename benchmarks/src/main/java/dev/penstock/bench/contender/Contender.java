// SPDX-License-Identifier: Apache-2.0
package dev.penstock.bench.contender;

import dev.penstock.bench.harness.ChildCommand;
import dev.penstock.bench.harness.ProcessCommand;
import dev.penstock.producer.generator.Generator;
import org.apache.kafka.clients.admin.NewTopic;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Something that takes part in a benchmark. Known by the same name in the harness and in its own process. */
public interface Contender {

    String name();

    /** The topics that it reads. */
    default Set<String> sources() {
        return Set.of(Generator.APP_TOPIC);
    }

    /** About what an event costs it, in microseconds of elapsed time, so that the progress bar moves evenly. */
    double expectedMicros();

    /** The text of its pipeline file; empty if it needs none. */
    default String pipeline(String applicationId) {
        return "";
    }

    /** The topics that it writes and nobody creates for it, but for dead letters. */
    default List<NewTopic> topics(String applicationId, int partitions) {
        return List.of();
    }

    /** The topics whose rows have to be right, by feature group. */
    default Map<String, String> rowTopics(String applicationId) {
        return Map.of();
    }

    /** The topics that have to hold every login, by stream. */
    default Map<String, String> loginTopics(String applicationId) {
        return Map.of();
    }

    /** The topic that has to hold each text once; empty for a contender that reads something else. */
    default Optional<String> textTopic(String applicationId) {
        return Optional.empty();
    }

    /** What this machine lacks to run it, and how to get that; empty if nothing. */
    default Optional<String> missing() {
        return Optional.empty();
    }

    /**
     * What starts its process.
     *
     * @param applicationId also the name of the process
     * @param heap as {@code -Xmx} takes it
     * @param jobFile with a {@link Job} as JSON, alone in its folder
     */
    default ProcessCommand command(String applicationId, String heap, String jobFile) {
        return new ChildCommand(applicationId, ContenderMain.class, heap, List.of(name(), jobFile));
    }

    /** Starts it, in this process. */
    RunningContender start(Job job);
}
