// SPDX-License-Identifier: Apache-2.0
package dev.penstock.engine.internal.memory;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class BudgetTest {

    private final HeapShare share = new HeapShare(1_000);
    private final Budget one = new Budget(100, 1_000_000, share);
    private final Budget other = new Budget(100, 1_000_000, share);

    @Test
    void shouldLeaveRoomForTheOtherTasks() {
        one.open();
        one.take(1, 600);
        assertThat(one.isSpent()).isFalse();

        other.open();
        assertThat(one.isSpent()).isTrue();
        other.take(1, 499);
        assertThat(other.isSpent()).isFalse();
    }

    @Test
    void shouldHaveTheRoomOfATaskThatIsGone() {
        one.open();
        one.take(1, 600);
        other.open();
        other.close();
        other.close();

        assertThat(one.isSpent()).isFalse();
    }

    /** A task that is revived after a failure is opened anew. */
    @Test
    void shouldCountATaskOnce() {
        one.open();
        one.open();
        one.take(1, 600);

        assertThat(one.isSpent()).isFalse();
    }

    @Test
    void shouldKeepToItsOwnBoundsWhereTheHeapIsLarge() {
        var small = new Budget(2, 500, new HeapShare(1_000_000));
        small.open();
        small.take(1, 499);
        assertThat(small.isSpent()).isFalse();
        small.take(0, 1);
        assertThat(small.isSpent()).isTrue();
        small.giveBack(0, 400);
        small.take(1, 0);
        assertThat(small.isSpent()).isTrue();
    }
}
