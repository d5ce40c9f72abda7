// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.state;

import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.processor.TaskId;
import org.junit.jupiter.api.Test;

import java.time.Instant;

import static org.assertj.core.api.Assertions.assertThat;

class StoreUpdatesTest {

    private static final TopicPartition CHANGELOG = new TopicPartition("app-users-changelog", 2);
    private static final TaskId TASK = new TaskId(0, 2);

    private long now;
    private final StoreUpdates updates = new StoreUpdates(() -> Instant.ofEpochMilli(now));

    @Test
    void shouldKnowWhenATaskChangedAPartition() {
        now = 1_000;
        updates.changed("users", 2);
        now = 2_000;
        updates.changed("users", 3);

        assertThat(updates.of("users", 2)).hasValue(1_000);
        assertThat(updates.of("users", 3)).hasValue(2_000);
        assertThat(updates.of("items", 2)).isEmpty();
    }

    @Test
    void shouldCountWhatWasReadBack() {
        now = 1_000;
        updates.onRestoreStart(CHANGELOG, "users", 0, 10);
        updates.onBatchRestored(CHANGELOG, "users", 9, 10);
        assertThat(updates.of("users", 2)).isEmpty();

        now = 2_000;
        updates.onRestoreEnd(CHANGELOG, "users", 10);

        assertThat(updates.of("users", 2)).hasValue(2_000);
    }

    @Test
    void shouldTakeWhatWasFoundCompleteForNoChangeUnlessNothingElseIsKnown() {
        now = 1_000;
        updates.onRestoreEnd(CHANGELOG, "users", 0);
        assertThat(updates.of("users", 2)).hasValue(1_000);

        now = 2_000;
        updates.onRestoreEnd(CHANGELOG, "users", 0);

        assertThat(updates.of("users", 2)).hasValue(1_000);
    }

    @Test
    void shouldCountWhatAStandbyFollows() {
        now = 1_000;
        updates.onUpdateStart(CHANGELOG, "users", 0);
        updates.onBatchLoaded(CHANGELOG, "users", TASK, 0, 0, 5);
        assertThat(updates.of("users", 2)).isEmpty();

        now = 2_000;
        updates.onBatchLoaded(CHANGELOG, "users", TASK, 5, 5, 5);

        assertThat(updates.of("users", 2)).hasValue(2_000);
    }
}
