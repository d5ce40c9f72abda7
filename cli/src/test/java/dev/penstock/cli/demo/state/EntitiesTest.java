// SPDX-License-Identifier: Apache-2.0
package dev.penstock.cli.demo.state;

import org.junit.jupiter.api.Test;

import java.time.Duration;

import static org.assertj.core.api.Assertions.assertThat;

class EntitiesTest {

    private final Entities entities = new Entities();

    @Test
    void shouldWatchTheBusiestOfTheFirstSecondsAndStayWithIt() {
        add("a", 0, 0);
        add("b", 0, 1);
        add("b", 0, 2);
        assertThat(entities.watch(seconds(3))).contains("b");

        for (int i = 0; i < 10; i++) {
            add("a", i, 4);
        }

        assertThat(entities.watch(seconds(5))).contains("b");
    }

    @Test
    void shouldWatchAnotherOneWhenTheFirstIsGoneForLong() {
        add("a", 0, 0);
        assertThat(entities.watch(seconds(3))).contains("a");

        add("b", 0, 39);

        assertThat(entities.watch(seconds(40))).contains("b");
    }

    @Test
    void shouldStayWhenNobodyIsActive() {
        add("a", 0, 0);
        add("a", 0, 0);
        add("b", 0, 1);
        assertThat(entities.watch(seconds(3))).contains("a");

        assertThat(entities.watch(seconds(600))).contains("a");
    }

    @Test
    void shouldKeepTheNewestRowOfEachOfTheNewestWindows() {
        for (int minute = 0; minute < 2 * Entities.MOST_WINDOWS; minute++) {
            entities.add("group", Snapshots.row("a", minute, 1), seconds(0));
            entities.add("group", Snapshots.row("a", minute, 2), seconds(0));
        }

        assertThat(entities.rows("a", "group"))
                .hasSize(Entities.MOST_WINDOWS)
                .startsWith(Snapshots.row("a", 2 * Entities.MOST_WINDOWS - 1, 2));
        assertThat(entities.rows("a", "another")).isEmpty();
        assertThat(entities.rows("b", "group")).isEmpty();
    }

    @Test
    void shouldNotForgetTheOneThatIsWatchedHoweverManyOthersCome() {
        add("watched", 0, 0);
        assertThat(entities.watch(seconds(3))).contains("watched");

        for (int i = 0; i < 3 * Entities.MOST_ENTITIES; i++) {
            add("other " + i, 0, 4);
        }

        assertThat(entities.watch(seconds(5))).contains("watched");
        assertThat(entities.rows("watched", "group")).hasSize(1);
        assertThat(entities.rows("other 0", "group")).isEmpty();
    }

    private void add(String key, int minute, int second) {
        entities.add("group", Snapshots.row(key, minute, 1), seconds(second));
    }

    private static long seconds(int seconds) {
        return Duration.ofSeconds(seconds).toNanos();
    }
}
