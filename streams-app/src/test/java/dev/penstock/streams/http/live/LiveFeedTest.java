// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.http.live;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class LiveFeedTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration SOON = Duration.ofMillis(1);
    private static final Duration NEVER = Duration.ofHours(1);

    private final LiveFeed feed = new LiveFeed();
    private final AtomicInteger asked = new AtomicInteger();

    @AfterEach
    void close() {
        feed.close();
    }

    private LiveQuery counting(String name, Duration pause) {
        return new LiveQuery(name, pause, 0, () -> bytes(name + " " + asked.incrementAndGet()));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private LiveStream open(LiveQuery... questions) {
        return feed.open(List.of(questions)).orElseThrow();
    }

    private static List<String> take(LiveStream stream) throws InterruptedException {
        return stream.take(PATIENCE).stream()
                .map(answer -> new String(answer, StandardCharsets.UTF_8))
                .toList();
    }

    @Test
    void shouldTellAgainAndAgain() throws InterruptedException {
        LiveStream stream = open(counting("a", SOON));

        String first = take(stream).get(0);

        assertThat(take(stream).get(0)).isNotEqualTo(first).startsWith("a ");
    }

    @Test
    void shouldAskOnceForAllWhoWantToKnow() throws InterruptedException {
        LiveStream one = open(counting("a", NEVER));
        assertThat(take(one)).containsExactly("a 1");

        LiveStream other = open(counting("a", NEVER));

        assertThat(take(other)).containsExactly("a 1");
        assertThat(asked).hasValue(1);
    }

    @Test
    void shouldStopAskingOnceNobodyWantsToKnow() throws InterruptedException {
        LiveStream stream = open(counting("a", SOON));
        take(stream);

        stream.close();

        // What goes round in the same threads a good many times shows that it does not any more.
        await().atMost(PATIENCE).until(() -> {
            int before = asked.get();
            var others = new CountDownLatch(20);
            try (LiveStream other = open(new LiveQuery("b", SOON, 0, () -> {
                others.countDown();
                return bytes("b");
            }))) {
                others.await();
                assertThat(other.isOver()).isFalse();
            }
            return asked.get() == before;
        });
    }

    @Test
    void shouldKeepOnlyTheNewestAnswerForAPageThatReadsSlowly() throws InterruptedException {
        LiveStream stream = open(counting("a", SOON));
        await().atMost(PATIENCE).until(() -> asked.get() > 10);

        assertThat(take(stream)).hasSize(1).doesNotContain("a 1");
    }

    @Test
    void shouldGoOnAfterAQuestionFailed() throws InterruptedException {
        LiveStream stream = open(new LiveQuery("a", SOON, 0, () -> {
            if (asked.incrementAndGet() < 3) {
                throw new IllegalStateException("of the test");
            }
            return bytes("a");
        }));

        assertThat(take(stream)).containsExactly("a");
    }

    @Test
    void shouldAskLessOftenWhatTakesLong() throws InterruptedException {
        var slow = new LiveQuery("slow", SOON, Integer.MAX_VALUE / 2, () -> bytes("slow " + asked.incrementAndGet()));
        var quick = new CountDownLatch(20);
        LiveStream stream = open(slow);
        assertThat(take(stream)).containsExactly("slow 1");

        open(new LiveQuery("quick", SOON, 0, () -> {
            quick.countDown();
            return bytes("quick");
        }));
        quick.await();

        assertThat(asked).hasValue(1);
    }

    @Test
    void shouldFeedOnlySoManyPages() {
        List<LiveStream> streams = new ArrayList<>();
        for (int i = 0; i < LiveFeed.MOST_STREAMS; i++) {
            streams.add(open());
        }

        assertThat(feed.open(List.of())).isEmpty();

        streams.get(0).close();
        assertThat(feed.open(List.of())).isPresent();
    }

    @Test
    void shouldEndItsStreams() throws InterruptedException {
        LiveStream stream = open();

        feed.close();

        assertThat(stream.isOver()).isTrue();
        assertThat(take(stream)).isEmpty();
        assertThat(feed.open(List.of())).isEmpty();
    }
}
