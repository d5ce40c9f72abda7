// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.watch;

import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.errors.MissingSourceTopicException;
import org.apache.kafka.streams.errors.ProcessorStateException;
import org.apache.kafka.streams.errors.StreamsException;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.apache.kafka.streams.errors.TopologyException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.stream.Stream;

import static org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse.REPLACE_THREAD;
import static org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
import static org.assertj.core.api.Assertions.assertThat;

class ThreadDeathsTest {

    private long nanos = -Duration.ofMinutes(1).toNanos();
    private long freeBytes = 1L << 30;
    private final ThreadDeaths deaths = deaths(1);

    @Test
    void shouldReplaceAFewThreadsAndEndInAStorm() {
        assertThat(die(5)).containsOnly(REPLACE_THREAD);
        assertThat(deaths.verdict()).isEmpty();

        assertThat(die(1)).containsExactly(SHUTDOWN_CLIENT);
        assertThat(deaths.verdict().orElseThrow())
                .isEqualTo("6 stream threads died within 5 minutes, the last one of: boom");
    }

    @Test
    void shouldForgetDeathsOfLongAgo() {
        die(5);
        nanos += ThreadDeaths.PERIOD.toNanos() + 1;

        assertThat(die(5)).containsOnly(REPLACE_THREAD);
    }

    @Test
    void shouldLetEachOfManyThreadsDieWithoutEnding() {
        var many = deaths(8);

        for (int i = 0; i < 8; i++) {
            assertThat(many.handle(new StreamsException(new TimeoutException("broker away"))))
                    .isEqualTo(REPLACE_THREAD);
        }
    }

    @Test
    void shouldEndOnAFullDiskWhateverTheThreadDiedOf() {
        freeBytes = 4_096;

        assertThat(deaths.handle(new InvalidStateStoreException("Store clicks.0 is currently closed")))
                .isEqualTo(SHUTDOWN_CLIENT);
        assertThat(deaths.verdict().orElseThrow())
                .isEqualTo("the disk of /state is full: Store clicks.0 is currently closed");
    }

    static Stream<Arguments> fatal() {
        return Stream.of(
                Arguments.of(
                        new MissingSourceTopicException("Missing source topics: clicks"),
                        "Missing source topics: clicks"),
                Arguments.of(new TopologyException("not co-partitioned"), "not co-partitioned"),
                Arguments.of(
                        new StreamsException(new InvalidTopicException("'a_b' collides with 'a.b'")),
                        "Kafka refuses a topic: 'a_b' collides with 'a.b'"),
                Arguments.of(new StreamsException(new TopicAuthorizationException(Set.of("clicks"))), "clicks"),
                Arguments.of(
                        new StreamsException("failed", new SerializationException("store: 3 columns, expected 2")),
                        "store: 3 columns, expected 2"),
                Arguments.of(
                        new ProcessorStateException(
                                "failed", new IOException("IO error: No space left on device: x.sst")),
                        "the disk of /state is full: IO error: No space left on device: x.sst"),
                Arguments.of(new StreamsException(new OutOfMemoryError("Java heap space")), "Java heap space"));
    }

    @ParameterizedTest
    @MethodSource("fatal")
    void shouldEndAtOnceWithALineWhereANewThreadIsOfNoUse(Throwable thrown, String said) {
        assertThat(deaths.handle(thrown)).isEqualTo(SHUTDOWN_CLIENT);

        assertThat(deaths.verdict().orElseThrow()).contains(said).doesNotContain("\n");
    }

    @Test
    void shouldTellTheFirstReason() {
        deaths.handle(new MissingSourceTopicException("first"));
        deaths.handle(new MissingSourceTopicException("second"));

        assertThat(deaths.verdict().orElseThrow()).contains("first");
    }

    private Stream<StreamThreadExceptionResponse> die(int times) {
        return Stream.generate(() -> deaths.handle(new StreamsException(new IllegalStateException("boom"))))
                .limit(times)
                .toList()
                .stream();
    }

    private ThreadDeaths deaths(int threads) {
        return new ThreadDeaths(threads, Path.of("/state"), () -> freeBytes, () -> nanos);
    }
}
