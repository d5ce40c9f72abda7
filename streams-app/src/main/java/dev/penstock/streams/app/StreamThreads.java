// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.app;

import dev.penstock.streams.health.Heartbeats;
import dev.penstock.streams.state.LiveStreams;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.TaskMetadata;
import org.apache.kafka.streams.ThreadMetadata;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** What the stream threads of an instance tell of themselves, as of their last time round. Safe for use by many threads. */
final class StreamThreads {

    private final LiveStreams streams;
    private final Heartbeats heartbeats;

    /** @param session how long the group waits for an instance before it gives its partitions away */
    StreamThreads(LiveStreams streams, Duration session) {
        this.streams = streams;
        this.heartbeats = new Heartbeats(streams::metrics, session);
    }

    /** How many tasks they have. */
    int tasks() {
        return streams.liveThreads().stream()
                .mapToInt(thread -> thread.active().size())
                .sum();
    }

    /** Whether all that their tasks have fetched so far is committed. */
    boolean haveCommitted() {
        return threads().flatMap(thread -> thread.activeTasks().stream()).allMatch(StreamThreads::isCommitted);
    }

    /** Despite its name the end is the newest record that was fetched; there is none, and no commit, at -1. */
    private static boolean isCommitted(TaskMetadata task) {
        Map<TopicPartition, Long> committed = task.committedOffsets();
        return task.endOffsets().entrySet().stream()
                .allMatch(newest -> newest.getValue() < 0 || newest.getValue() < committed.get(newest.getKey()));
    }

    /** How long ago each last asked its consumer for records. */
    Stream<Duration> sincePolls() {
        return ofThreads(heartbeats::sincePoll);
    }

    /** How long ago each was last in touch with the group. */
    Stream<Duration> sinceHeartbeats() {
        return ofThreads(heartbeats::sinceHeartbeat);
    }

    private Stream<Duration> ofThreads(Function<String, Optional<Duration>> age) {
        return threads().map(ThreadMetadata::threadName).map(age).flatMap(Optional::stream);
    }

    private Stream<ThreadMetadata> threads() {
        if (!streams.state().isRunningOrRebalancing()) {
            return Stream.empty();
        }
        try {
            return streams.metadataForLocalThreads().stream();
        } catch (IllegalStateException endedMeanwhile) {
            return Stream.empty();
        }
    }
}
