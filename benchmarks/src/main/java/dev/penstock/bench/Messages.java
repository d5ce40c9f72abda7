// SPDX-License-Identifier: Apache-2.0
package dev.penstock.bench;

/** The lines that a child process prints for the harness: a word and what belongs to it. */
final class Messages {

    /** From the broker: where clients find it. */
    static final String READY = "ready ";

    /** From a contender: how many events it has processed. */
    static final String PROGRESS = "progress ";

    /** From a contender: its {@link Outcome} as JSON. */
    static final String OUTCOME = "outcome ";

    /** From a contender: why there is no outcome. */
    static final String FAILED = "failed ";

    private Messages() {}
}
