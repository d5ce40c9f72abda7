// SPDX-License-Identifier: Apache-2.0
package dev.penstock.cli.demo.state;

import dev.penstock.cli.sample.Finding;

import java.util.List;

/** Where the events come from, and how far they are. */
public sealed interface DemoInput {

    /**
     * Made up, without an end.
     *
     * @param rate events per second
     * @param late share of events that are late on purpose
     * @param malformed share of events that are malformed on purpose
     */
    record Generated(double rate, int users, double late, double malformed, long sent) implements DemoInput {}

    /**
     * Events of a file.
     *
     * @param name of the file
     * @param readBytes of {@code bytes}, which is 0 where nobody knows the file's length
     * @param sent events so far
     * @param findings what does not fit between them and the pipeline
     */
    record Replayed(String name, long readBytes, long bytes, long sent, Stage stage, List<Finding> findings)
            implements DemoInput {

        public Replayed {
            findings = List.copyOf(findings);
        }
    }

    /** How far a replay is. */
    enum Stage {
        SENDING,
        SENT,
        /** The application has read everything and committed that, and nothing new comes out of it. */
        PROCESSED
    }

    /** Events handed to Kafka so far. */
    long sent();

    /** What does not fit between the events and the pipeline, the worst first. */
    default List<Finding> findings() {
        return List.of();
    }
}
