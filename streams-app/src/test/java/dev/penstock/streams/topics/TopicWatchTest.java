// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.topics;

import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.TopicPartitionInfo;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.internals.KafkaFutureImpl;
import org.junit.jupiter.api.Test;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class TopicWatchTest {

    private static final Node LEADER = new Node(1, "localhost", 9092);
    private static final WatchedTopic CLICKS = new WatchedTopic("clicks", "source", false);
    private static final WatchedTopic ROWS = new WatchedTopic("rows", "features", false);
    private static final WatchedTopic STATE = new WatchedTopic("app-users-changelog", WatchedTopic.CHANGELOG, true);

    private final Map<String, KafkaFuture<TopicDescription>> answers = new HashMap<>();
    private final TopicWatch watch = new TopicWatch(names -> answers, List.of(CLICKS, ROWS, STATE));

    TopicWatchTest() {
        answer(CLICKS, 2, Uuid.ONE_UUID, LEADER);
        answer(ROWS, 1, Uuid.ONE_UUID, LEADER);
        fail(STATE, new UnknownTopicOrPartitionException("not yet"));
    }

    @Test
    void shouldKnowThePartitionsOfTheInput() {
        watch.ask();

        assertThat(watch.inputPartitions())
                .containsExactly(new TopicPartition("clicks", 0), new TopicPartition("clicks", 1));
    }

    @Test
    void shouldBelieveThatATopicIsMissingWhenItIsToldTwice() {
        watch.ask();
        fail(ROWS, new UnknownTopicOrPartitionException("gone"));

        assertThat(watch.ask().gone()).isEmpty();
        assertThat(watch.missing()).isEmpty();
        assertThat(watch.ask().gone()).containsExactly(ROWS);
        assertThat(watch.missing()).containsExactly(ROWS);
        assertThat(watch.ask().gone()).isEmpty();
    }

    @Test
    void shouldTakeATopicUpAgainWhenItHasLeaders() {
        watch.ask();
        fail(ROWS, new UnknownTopicOrPartitionException("gone"));
        watch.ask();
        watch.ask();
        answer(ROWS, 1, Uuid.randomUuid(), Node.noNode());
        assertThat(watch.ask().back()).isEmpty();

        answer(ROWS, 1, Uuid.randomUuid(), LEADER);
        var changes = watch.ask();

        assertThat(changes.back()).containsExactly(ROWS);
        assertThat(changes.anew()).containsExactly(ROWS);
        assertThat(watch.missing()).isEmpty();
    }

    @Test
    void shouldNoticeATopicThatWasNeverSeenMissing() {
        watch.ask();
        answer(ROWS, 1, Uuid.randomUuid(), LEADER);

        assertThat(watch.ask().anew()).containsExactly(ROWS);
        assertThat(watch.ask().anew()).isEmpty();
    }

    @Test
    void shouldMissAnInternalTopicOnlyOnceItWasThere() {
        watch.ask();
        watch.ask();
        assertThat(watch.missing()).isEmpty();
        answer(STATE, 2, Uuid.ONE_UUID, LEADER);
        watch.ask();
        fail(STATE, new UnknownTopicOrPartitionException("gone"));
        watch.ask();

        assertThat(watch.ask().gone()).containsExactly(STATE);
    }

    @Test
    void shouldTellNothingOfTopicsWhileKafkaDoesNotAnswer() {
        watch.ask();
        fail(ROWS, new TimeoutException("nobody answers"));

        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(watch::ask).isInstanceOf(KafkaException.class);
        }

        assertThat(watch.missing()).isEmpty();
        assertThat(Set.copyOf(watch.inputPartitions())).hasSize(2);
    }

    private void answer(WatchedTopic topic, int partitions, Uuid id, Node leader) {
        List<TopicPartitionInfo> infos = IntStream.range(0, partitions)
                .mapToObj(number -> new TopicPartitionInfo(number, leader, List.of(leader), List.of(leader)))
                .toList();
        answers.put(
                topic.name(),
                KafkaFuture.completedFuture(new TopicDescription(topic.name(), false, infos, Set.of(), id)));
    }

    private void fail(WatchedTopic topic, Exception cause) {
        var failed = new KafkaFutureImpl<TopicDescription>();
        failed.completeExceptionally(cause);
        answers.put(topic.name(), failed);
    }
}
