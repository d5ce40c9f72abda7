// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.watch;

import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

class RestoreLogTest {

    private static final TopicPartition USERS = new TopicPartition("app-users-changelog", 3);
    private static final TopicPartition ITEMS = new TopicPartition("app-items-changelog", 1);

    private final List<String> lines = new ArrayList<>();
    private long nanos = -5;
    private final RestoreLog log = new RestoreLog(() -> nanos, lines::add);

    @Test
    void shouldTellEveryTenSecondsHowFarTheInstanceIs() {
        log.onRestoreStart(USERS, "users", 1_000, 2_001_000);
        log.onRestoreStart(ITEMS, "items", 0, 500);
        lines.clear();
        for (int i = 0; i < 25; i++) {
            pass(Duration.ofSeconds(1));
            log.onBatchRestored(USERS, "users", 0, 40_000);
        }

        assertThat(lines)
                .containsExactly(
                        "reading state back from Kafka: 400,000 of 2,000,500 records, 19 %,"
                                + " 2 of 2 partitions of stores are left",
                        "reading state back from Kafka: 800,000 of 2,000,500 records, 39 %,"
                                + " 2 of 2 partitions of stores are left");
    }

    @Test
    void shouldCountStoresThatAreBackAsDone() {
        log.onRestoreStart(USERS, "users", 0, 100);
        log.onRestoreStart(ITEMS, "items", 0, 300);
        log.onBatchRestored(USERS, "users", 0, 60);
        // What was missing were markers.
        log.onRestoreEnd(USERS, "users", 60);
        pass(RestoreLog.INTERVAL);
        log.onBatchRestored(ITEMS, "items", 0, 100);

        assertThat(lines)
                .containsExactly("reading state back from Kafka: 200 of 400 records, 50 %,"
                        + " 1 of 2 partitions of stores are left");
    }

    @Test
    void shouldLeaveOutStoresThatWentElsewhere() {
        log.onRestoreStart(USERS, "users", 0, 20_000);
        log.onRestoreStart(ITEMS, "items", 0, 300);
        log.onBatchRestored(USERS, "users", 0, 5_000);
        log.onRestoreSuspended(USERS, "users", 5_000);
        pass(RestoreLog.INTERVAL);
        log.onBatchRestored(ITEMS, "items", 0, 150);

        assertThat(lines)
                .containsExactly(
                        "reading the state of users back from Kafka, partition 3, 20,000 records",
                        "no longer reading the state of users back, partition 3, after 5,000 records: the task moved",
                        "reading state back from Kafka: 150 of 300 records, 50 %,"
                                + " 1 of 1 partitions of stores are left");
    }

    @Test
    void shouldTellBeginAndEndOfWhatIsNoticedOnly() {
        log.onRestoreStart(USERS, "users", 0, 10_000);
        log.onRestoreStart(ITEMS, "items", 0, 9_999);
        log.onBatchRestored(USERS, "users", 0, 9_500);
        log.onRestoreEnd(USERS, "users", 9_500);
        log.onRestoreEnd(ITEMS, "items", 9_999);

        assertThat(lines)
                .containsExactly(
                        "reading the state of users back from Kafka, partition 3, 10,000 records",
                        "the state of users is back, partition 3, 9,500 records");
    }

    @Test
    void shouldBeginAnewWhenThereWasNothingLeft() {
        log.onRestoreStart(USERS, "users", 0, 100);
        log.onRestoreEnd(USERS, "users", 100);
        pass(Duration.ofHours(1));
        log.onRestoreStart(ITEMS, "items", 0, 300);
        log.onBatchRestored(ITEMS, "items", 0, 30);
        assertThat(lines).isEmpty();

        pass(RestoreLog.INTERVAL);
        log.onBatchRestored(ITEMS, "items", 0, 30);
        assertThat(lines)
                .containsExactly("reading state back from Kafka: 60 of 300 records, 20 %,"
                        + " 1 of 1 partitions of stores are left");
    }

    private void pass(Duration time) {
        nanos += time.toNanos();
    }
}
