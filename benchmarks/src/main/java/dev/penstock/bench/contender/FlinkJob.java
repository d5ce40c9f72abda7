// SPDX-License-Identifier: Apache-2.0
package dev.penstock.bench.contender;

/** Runs user activity on Apache Flink. The module {@code benchmarks-flink} provides it, for Flink is large. */
public interface FlinkJob {

    /** Where the state of keys is. */
    enum State {
        HASH_MAP,
        ROCKS_DB
    }

    /**
     * Starts it, in this process.
     *
     * @param from topic of the app events
     * @param to topic of the rows
     */
    RunningContender start(Job job, String from, String to, State state, int parallelism);
}
