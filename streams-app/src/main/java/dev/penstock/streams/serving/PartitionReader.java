// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.serving;

/**
 * Answers for single partitions of feature groups: this instance or another one. Each method fails with a
 * {@link dev.penstock.streams.http.problem.ProblemException} where there is no answer; an answer without rows always means
 * that the partition, at that time at this instance, had none.
 */
public interface PartitionReader {

    /** @param standby whether a standby will do */
    KeyResult key(KeyQuery question, int partition, boolean standby, Deadline deadline);

    /** @param standby whether a standby will do */
    NewestResult newest(NewestQuery question, int partition, boolean standby, Deadline deadline);

    /** @param standby whether a standby will do */
    WindowResult window(WindowQuery question, int partition, boolean standby, Deadline deadline);

    /** @param standby whether a standby will do */
    LatestWindow latest(String group, int partition, boolean standby, Deadline deadline);
}
