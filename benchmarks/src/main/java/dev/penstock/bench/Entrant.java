// SPDX-License-Identifier: Apache-2.0
package dev.penstock.bench;

import org.apache.kafka.clients.admin.NewTopic;

import java.util.List;
import java.util.Map;
import java.util.Set;

/** Something that takes part in a benchmark. Known by the same name in the harness and in its own process. */
sealed interface Entrant permits ConsumerEntrant, PipelineEntrant, DslEntrant, ProducerEntrant {

    String name();

    /** The topics that it reads. */
    Set<String> sources();

    /** Processing threads. */
    int threads();

    /** About what an event costs it, in microseconds of elapsed time, so that the progress bar moves evenly. */
    double expectedMicros();

    /** The text of its pipeline file; empty if it needs none. */
    String pipeline(String applicationId);

    /** The topics that it writes and nobody creates for it, but for dead letters. */
    List<NewTopic> topics(String applicationId, int partitions);

    /** The topics whose rows have to be right, by feature group. */
    Map<String, String> rowTopics(String applicationId);

    /** Starts it, in this process. */
    Run start(Job job);
}
