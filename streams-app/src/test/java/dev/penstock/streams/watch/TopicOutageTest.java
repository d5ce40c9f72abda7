// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.watch;

import dev.penstock.cli.support.CommandException;
import dev.penstock.streams.metrics.TransactionCounts;
import dev.penstock.streams.producer.TopicGate;
import dev.penstock.streams.topics.TopicWatch.Changes;
import dev.penstock.streams.topics.WatchedTopic;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

class TopicOutageTest {

    private static final Changes NONE = new Changes(List.of(), List.of(), List.of());
    private static final WatchedTopic ROWS = new WatchedTopic("rows", "features", false);
    private static final WatchedTopic LATE = new WatchedTopic("late", "late", false);

    private final List<String> done = new ArrayList<>();
    private final List<CommandException> ends = new ArrayList<>();
    private final TopicGate gate = new TopicGate(new TransactionCounts());

    @Test
    void shouldGoOnUntilSomethingNeedsATopicThatIsMissing() {
        var outage = outage(false);

        outage.look(new Changes(List.of(ROWS), List.of(), List.of()), List.of(ROWS));
        assertThat(done).isEmpty();

        gate.refused();
        gate.refused();
        assertThat(done).containsExactly("pause");
    }

    @Test
    void shouldGoOnWhenAllTopicsAreThereAgain() {
        var outage = outage(false);
        outage.look(new Changes(List.of(ROWS, LATE), List.of(), List.of()), List.of(ROWS, LATE));
        gate.refused();

        outage.look(new Changes(List.of(), List.of(ROWS), List.of()), List.of(LATE));
        assertThat(done).containsExactly("pause");
        outage.look(new Changes(List.of(), List.of(LATE), List.of()), List.of());
        outage.look(NONE, List.of());

        assertThat(done).containsExactly("pause", "resume");
    }

    @Test
    void shouldGoOnAlsoIfATopicCameBackBeforeWhatNeedsItWasRefused() {
        var outage = outage(false);
        outage.look(NONE, List.of());

        gate.refused();
        outage.look(NONE, List.of());

        assertThat(done).containsExactly("pause", "resume");
    }

    @Test
    void shouldEndInsteadIfToldTo() {
        var outage = outage(true);

        outage.look(new Changes(List.of(ROWS, LATE), List.of(), List.of()), List.of(ROWS, LATE));
        gate.refused();

        assertThat(done).isEmpty();
        assertThat(ends.get(0))
                .hasMessage(
                        "topics are missing: rows (features), late (late); ./penstock topics creates what is missing");
    }

    private TopicOutage outage(boolean end) {
        return new TopicOutage(
                gate, () -> done.add("pause"), () -> done.add("resume"), end, ends::add, System::nanoTime);
    }
}
