// SPDX-License-Identifier: Apache-2.0
package dev.penstock.engine;

import dev.penstock.aggregate.Count;
import dev.penstock.aggregate.delta.EventFields;
import dev.penstock.engine.RandomEvents.Timed;
import dev.penstock.engine.internal.store.StoreTime;
import dev.penstock.event.pipeline.Column;
import dev.penstock.event.pipeline.Emission;
import dev.penstock.event.pipeline.FeatureGroup;
import dev.penstock.event.pipeline.Filter;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.streams.test.TestRecord;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.assertj.core.api.Assertions.tuple;

class MicroBatchTest {

    private static FeatureGroup group(String name, Duration grace, Duration retention) {
        return new FeatureGroup(
                name,
                "in",
                List.of(RandomEvents.USER),
                Duration.ofMinutes(1),
                grace,
                retention,
                "t",
                Emission.UPDATES,
                List.of(new Column.Aggregated("n", new Count(), Filter.ALL)));
    }

    private static Timed event(String user, long time, long partitionTime) {
        return new Timed(RandomEvents.fields(List.of(user, "view", "x"), false), time, partitionTime);
    }

    @Test
    void shouldWriteOneRowForEachKeyWindowAndCommit() {
        var group = group("g", Duration.ofSeconds(30), Duration.ofDays(1));
        var batches = List.of(
                List.of(event("ann", 60_000, -1), event("ann", 60_500, 60_000), event("bob", 60_100, 60_500)),
                List.of(event("ann", 119_999, 60_500), event("ann", 120_000, 119_999)));
        try (var run = new BatchRun(batches, true, MicroBatchSettings.DEFAULT, group)) {
            run.commitAll();

            assertThat(run.rows(group).readRecordsToList())
                    .extracting(TestRecord::key, TestRecord::value, TestRecord::timestamp)
                    .containsExactly(
                            row("ann", 60_000, 2, 60_500),
                            row("bob", 60_000, 1, 60_100),
                            row("ann", 60_000, 3, 119_999),
                            row("ann", 120_000, 1, 120_000));
        }
    }

    private static Tuple row(String user, long window, int events, long timestamp) {
        return tuple(
                user,
                "{\"user\":\"%s\",\"window_start\":%d,\"window_end\":%d,\"n\":%d}"
                        .formatted(user, window, window + 60_000, events),
                timestamp);
    }

    @Test
    void shouldPassLateEventsOnOfOneGroupAndCountThemInAnother() {
        var strict = group("strict", Duration.ZERO, Duration.ofDays(1));
        var patient = group("patient", Duration.ofHours(1), Duration.ofDays(1));
        Timed late = event("ann", 59_999, 60_000);
        try (var run = new BatchRun(
                List.of(List.of(event("ann", 59_998, 59_999), late)),
                true,
                MicroBatchSettings.DEFAULT,
                strict,
                patient)) {
            run.commitAll();

            assertThat(run.late(strict).readRecordsToList())
                    .extracting(TestRecord::value, TestRecord::timestamp)
                    .containsExactly(tuple(late.fields().json(), 59_999L));
            assertThat(run.late(patient).isEmpty()).isTrue();
            assertThat(run.counted.get("strict")).containsExactly(1, 1, 0, 1);
            assertThat(run.counted.get("patient")).containsExactly(2, 0, 0, 1);
        }
    }

    /** As where the machine slept or Kafka was away: events may have come meanwhile. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void shouldNotTakeATimeInWhichNothingRanForOneWithoutEvents(boolean keyedAsPartitioned) {
        var group = RandomEvents.withFinalRows(
                group("g", Duration.ofSeconds(30), Duration.ofDays(1)), Duration.ofSeconds(10));
        var batches = List.of(List.of(event("ann", 60_000, -1)), List.of(event("ann", 60_001, 60_000)));
        try (var run = new BatchRun(batches, keyedAsPartitioned, MicroBatchSettings.DEFAULT, group)) {
            run.commit(0);
            run.standStill(Duration.ofHours(1));
            run.commit(1);
            run.passWallClockTime(Duration.ofSeconds(9));
            assertThat(run.rows(group).isEmpty()).isTrue();

            run.passWallClockTime(Duration.ofSeconds(2));
            assertThat(run.rows(group).readValuesToList())
                    .containsExactly(
                            "{\"user\":\"ann\",\"window_start\":60000,\"window_end\":120000,\"final\":true,\"n\":2}");
            assertThat(run.late(group).isEmpty()).isTrue();
        }
    }

    @Test
    void shouldWriteOneRowForEachKeyOfALargeRecord() {
        var group = group("g", Duration.ofSeconds(30), Duration.ofDays(1));
        int users = EventFields.BLOCK + 1;
        var batch = new ArrayList<Timed>();
        for (int i = 0; i < 2 * users; i++) {
            batch.add(event("user-" + i % users, 60_000 + i, -1));
        }
        try (var run = new BatchRun(List.of(batch), true, MicroBatchSettings.DEFAULT, group)) {
            run.commitAll();

            assertThat(run.rows(group).readRecordsToList())
                    .extracting(TestRecord::key, TestRecord::value, TestRecord::timestamp)
                    .containsExactlyElementsOf(IntStream.range(0, users)
                            .mapToObj(user -> row("user-" + user, 60_000, 2, 60_000 + users + user))
                            .toList());
        }
    }

    @Test
    void shouldForwardBeforeTheCommitWhenTooMuchWasGathered() {
        var group = group("g", Duration.ofSeconds(30), Duration.ofDays(1));
        var batch = new ArrayList<Timed>();
        for (int i = 0; i < 7; i++) {
            batch.add(event("user-" + i % 4, 60_000 + i, -1));
        }
        try (var run = new BatchRun(List.of(batch), true, BatchRun.SMALL, group)) {
            run.commitAll();

            assertThat(run.rows(group).readKeyValuesToList())
                    .extracting(row -> row.key)
                    .containsExactly("user-0", "user-1", "user-2", "user-3", "user-0", "user-1", "user-2");
        }
    }

    @Test
    void shouldTellWhatItHeldWheneverItHandsThatOn() {
        var one = group("one", Duration.ofSeconds(30), Duration.ofDays(1));
        var other = group("other", Duration.ofSeconds(30), Duration.ofDays(1));
        var batches = List.of(
                List.of(event("ann", 60_000, -1), event("ann", 60_500, 60_000), event("bob", 60_100, 60_500)),
                List.<Timed>of(),
                List.of(event("ann", 60_200, 60_500)));
        try (var run = new BatchRun(batches, true, MicroBatchSettings.DEFAULT, one, other)) {
            run.commitAll();

            // A commit with nothing to hand on is none of them.
            assertThat(run.drains).containsExactly(4, 2);
            assertThat(run.drainedBytes).allMatch(bytes -> bytes > 0);
            assertThat(run.deltas).containsOnly(entry("one", 3), entry("other", 3));
            assertThat(run.rowTimes).containsExactlyInAnyOrder(60_500L, 60_100L, 60_500L, 60_100L, 60_500L, 60_500L);
        }
    }

    @Test
    void shouldGiveWhatTheStoreNoLongerHoldsToTheLateTopic() {
        var group = group("g", Duration.ZERO, Duration.ofMinutes(10));
        var batches = List.of(
                List.of(event("ann", 0, -1), event("ann", 1, 0)),
                List.of(event("bob", 600_000, -1)),
                // From a partition that lies far behind: in time there, too late for the store.
                List.of(event("ann", 2, 1), event("ann", 3, 2)));
        try (var run = new BatchRun(batches, false, MicroBatchSettings.DEFAULT, group)) {
            run.commitAll();

            var late = run.late(group).readRecord();
            assertThat(late.key()).isEqualTo("ann");
            assertThat(new String(late.value(), UTF_8))
                    .isEqualTo("{\"user\":\"ann\",\"window_start\":0,\"window_end\":60000,\"n\":2}");
            assertThat(late.timestamp()).isEqualTo(3);
            assertThat(late.headers().toArray())
                    .extracting(Header::key, header -> new String(header.value(), UTF_8))
                    .containsExactly(
                            tuple("__streams.errors.exception", "late_tile"),
                            tuple(
                                    "__streams.errors.message",
                                    "group 'g' retains windows that begin after 0, and this is of one that begins at 0: 2 events"));
            assertThat(run.lateInDeltas).containsEntry("g", 2L);
            assertThat(run.rows(group).readRecordsToList()).hasSize(2);
        }
    }

    @Test
    void shouldTakeAllThatWasInTimeHoweverManyWindowsLieBetweenTwoCommits() {
        var group = group("g", Duration.ZERO, Duration.ofMinutes(2));
        var batch = new ArrayList<Timed>();
        for (int i = 0; i < 50; i++) {
            batch.add(event("ann", i * 60_000L, (i - 1) * 60_000L));
        }
        try (var run = new BatchRun(List.of(batch), true, MicroBatchSettings.DEFAULT, group)) {
            run.commitAll();

            assertThat(run.rows(group).readRecordsToList()).hasSize(50);
            assertThat(run.late(group).isEmpty()).isTrue();
        }
    }

    @Test
    void shouldKnowAfterARestartWhatTheStoreNoLongerHolds() {
        var group = group("g", Duration.ZERO, Duration.ofMinutes(10));
        try (var run =
                new BatchRun(List.of(List.of(event("ann", 900_000, -1))), true, MicroBatchSettings.DEFAULT, group)) {
            run.commitAll();

            var time = new StoreTime(run.store(group), 600_000);
            assertThat(time.isExpired(300_000)).isTrue();
            assertThat(time.isExpired(300_001)).isFalse();
        }
    }

    @Test
    void shouldTellItsOwnKeyFromThoseOfEntities() {
        var group = group("g", Duration.ZERO, Duration.ofMinutes(10));
        try (var run = new BatchRun(
                List.of(List.of(event("ann", 60_000, -1), event("", 60_000, -1))),
                true,
                MicroBatchSettings.DEFAULT,
                group)) {
            run.commitAll();

            var keys = new ArrayList<String>();
            try (var tiles = run.store(group).all()) {
                tiles.forEachRemaining(tile -> {
                    if (MicroBatch.isEntityKey(tile.key.key())) {
                        keys.add(new String(tile.key.key(), UTF_8));
                    }
                });
            }
            assertThat(keys).containsExactlyInAnyOrder("ann", "");
        }
    }
}
