// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.deadletters.replay;

import dev.penstock.streams.deadletters.Letter;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.junit.jupiter.api.Test;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class ReplayPositionTest {

    private static final List<Set<String>> CHOICES =
            List.of(Set.of(), Set.of("a"), Set.of("b"), Set.of("a", "b"), Set.of("c", "a"), Set.of(Letter.DUPLICATE));

    /** Whatever is replayed in whatever order: done is exactly what some replay of the reason has reached; duplicates by name. */
    @Property(tries = 300)
    void shouldKnowWhatIsDoneOfEachReason(
            @ForAll @Size(max = 8) List<@IntRange(max = 5) Integer> choices,
            @ForAll @Size(value = 8) List<@IntRange(min = 1, max = 20) Integer> steps) {
        var position = ReplayPosition.START;
        Map<String, Long> done = new HashMap<>(Map.of("a", 0L, "b", 0L, "c", 0L, Letter.DUPLICATE, 0L));
        for (int i = 0; i < choices.size(); i++) {
            Set<String> reasons = CHOICES.get(choices.get(i));
            long reached = position.next(reasons) + steps.get(i);
            position = ReplayPosition.of(position.after(reasons, reached).toCommit());
            (reasons.isEmpty() ? Set.of("a", "b", "c") : reasons)
                    .forEach(reason -> done.merge(reason, reached, Math::max));
        }
        for (long offset = 0; offset < 200; offset++) {
            for (String reason : done.keySet()) {
                assertThat(position.isDone(reason, offset)).isEqualTo(offset < done.get(reason));
            }
        }
        done.remove(Letter.DUPLICATE);
        assertThat(position.next(Set.of()))
                .isLessThanOrEqualTo(new TreeMap<>(done).firstEntry().getValue());
    }

    @Test
    void shouldRefuseWhatSomebodyElseCommitted() {
        assertThatIllegalArgumentException().isThrownBy(() -> ReplayPosition.of(new OffsetAndMetadata(3, "AQAAAZ")));
    }
}
