// SPDX-License-Identifier: Apache-2.0
package dev.penstock.bench.truth;

import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

class SliceTest {

    private final TopicPartition first = new TopicPartition("a", 0);
    private final TopicPartition second = new TopicPartition("a", 1);
    private final TopicPartition other = new TopicPartition("b", 0);
    private final Map<TopicPartition, Long> ends = Map.of(first, 100L, second, 11L, other, 7L);

    @Test
    void shouldTakeTheEndOfEveryPartition() {
        var slice = Slice.last(0.2, ends);

        assertThat(slice.from()).isEqualTo(Map.of(first, 80L, second, 9L, other, 6L));
        assertThat(slice.events("a")).isEqualTo(22);
        assertThat(slice.holds(first, 79)).isFalse();
        assertThat(slice.holds(first, 80)).isTrue();
        assertThat(slice.holds(first, 100)).isFalse();
    }

    @Test
    void shouldTakeAllOfIt() {
        assertThat(Slice.last(1, ends).events("a")).isEqualTo(111);
    }
}
