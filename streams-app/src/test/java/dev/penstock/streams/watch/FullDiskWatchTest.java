// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.watch;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

class FullDiskWatchTest {

    private static final Duration HANGS = Duration.ofSeconds(20);
    private static final Duration WORKS = Duration.ofSeconds(19);
    private static final long FULL = (1 << 20) - 1;
    private static final long ROOM = 1 << 20;

    @Test
    void shouldTellOfAFullDiskWhereAThreadHangs() {
        assertThat(tells(FULL, WORKS, HANGS)).isTrue();
    }

    @Test
    void shouldLeaveAFullDiskToTheThreadsWhichComeRound() {
        assertThat(tells(FULL, WORKS, WORKS)).isFalse();
        assertThat(tells(FULL)).isFalse();
    }

    @Test
    void shouldLeaveAThreadThatHangsToOthersWhereThereIsRoom() {
        assertThat(tells(ROOM, HANGS)).isFalse();
    }

    private static boolean tells(long freeBytes, Duration... sincePolls) {
        var told = new AtomicInteger();
        try (var watch = new FullDiskWatch(() -> freeBytes, () -> Stream.of(sincePolls), told::incrementAndGet)) {
            watch.look();
        }
        return told.get() == 1;
    }
}
