// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.health;

import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartitionInfo;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.internals.KafkaFutureImpl;
import org.junit.jupiter.api.Test;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

class ReplicasTest {

    private static final Node ONE = new Node(1, "one", 9092);
    private static final Node TWO = new Node(2, "two", 9092);

    private final Map<String, KafkaFuture<TopicDescription>> answers = new HashMap<>();
    private int asked;
    private long nanos;
    private final Replicas replicas = new Replicas(
            topics -> {
                asked++;
                return answers;
            },
            List.of("clicks", "rows", "absent"),
            () -> nanos);

    @Test
    void shouldCountPartitionsThatLackAReplicaOrALeader() {
        answer("clicks", partition(0, ONE, List.of(ONE, TWO)), partition(1, ONE, List.of(ONE)));
        answer("rows", partition(0, Node.noNode(), List.of()), partition(1, TWO, List.of(TWO)));
        fail("absent", new UnknownTopicOrPartitionException("no such topic"));

        replicas.look();

        assertThat(replicas.underReplicated()).isEqualTo(3);
        assertThat(replicas.offline()).isEqualTo(1);
    }

    @Test
    void shouldNotKnowWithoutAnAnswer() {
        assertThat(replicas.underReplicated()).isNaN();
        answer("clicks", partition(0, ONE, List.of(ONE, TWO)));
        replicas.look();
        assertThat(replicas.underReplicated()).isZero();
        fail("clicks", new TimeoutException("nobody answers"));

        nanos = Replicas.INTERVAL.toNanos();
        replicas.look();

        assertThat(replicas.underReplicated()).isNaN();
        assertThat(replicas.offline()).isNaN();
    }

    @Test
    void shouldNotAskEachTime() {
        replicas.look();
        nanos = Replicas.INTERVAL.toNanos() - 1;
        replicas.look();
        assertThat(asked).isEqualTo(1);

        nanos++;
        replicas.look();

        assertThat(asked).isEqualTo(2);
    }

    private void answer(String topic, TopicPartitionInfo... partitions) {
        answers.put(topic, KafkaFuture.completedFuture(new TopicDescription(topic, false, List.of(partitions))));
    }

    private void fail(String topic, Exception cause) {
        var failed = new KafkaFutureImpl<TopicDescription>();
        failed.completeExceptionally(cause);
        answers.put(topic, failed);
    }

    private static TopicPartitionInfo partition(int number, Node leader, List<Node> inSync) {
        return new TopicPartitionInfo(number, leader, List.of(ONE, TWO), inSync);
    }
}
