// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.health;

import dev.penstock.event.pipeline.EventStream;
import dev.penstock.event.pipeline.FeatureGroup;
import dev.penstock.event.pipeline.Pipeline;
import dev.penstock.event.pipeline.Source;
import dev.penstock.streams.client.InputLags;
import dev.penstock.streams.http.answer.InstanceAnswer;
import dev.penstock.streams.http.answer.InstanceAnswer.Input;
import dev.penstock.streams.http.answer.InstanceAnswer.OfTask;
import dev.penstock.streams.http.answer.InstanceAnswer.OfThread;
import dev.penstock.streams.http.answer.InstanceAnswer.Restoring;
import dev.penstock.streams.http.answer.InstanceAnswer.Store;
import dev.penstock.streams.state.LiveStore;
import dev.penstock.streams.state.LiveStreams;
import dev.penstock.streams.state.LiveThread;
import dev.penstock.streams.state.StoreRole;
import dev.penstock.streams.topics.WatchedTopic;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.processor.TaskId;

import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Tells of this instance what {@code /api/instances} has of it. Asks nobody over the network. */
public final class InstanceReport {

    private static final Comparator<TopicPartition> BY_NAME =
            Comparator.comparing(TopicPartition::topic).thenComparing(TopicPartition::partition);

    private final String instance;
    private final LiveStreams streams;
    private final Health health;
    private final Heartbeats heartbeats;
    private final RestoreProgress restoring;
    private final ChangelogLags changelogLags;
    private final InputLags inputLags;
    private final List<String> stores;
    private final long startedAt = System.currentTimeMillis();

    public InstanceReport(
            String instance,
            LiveStreams streams,
            Health health,
            Heartbeats heartbeats,
            RestoreProgress restoring,
            ChangelogLags changelogLags,
            InputLags inputLags,
            List<String> stores) {
        this.instance = instance;
        this.streams = streams;
        this.health = health;
        this.heartbeats = heartbeats;
        this.restoring = restoring;
        this.changelogLags = changelogLags;
        this.inputLags = inputLags;
        this.stores = List.copyOf(stores);
    }

    /** The stores that can be asked or have something worth telling. */
    public static List<String> stores(Pipeline pipeline) {
        return Stream.of(
                        pipeline.features().stream().map(FeatureGroup::name),
                        pipeline.streams().stream().map(EventStream::sessionStore),
                        pipeline.sources().stream().map(Source::idStore))
                .flatMap(names -> names)
                .toList();
    }

    public InstanceAnswer read() {
        Map<TopicPartition, Long> lags = inputLags.byPartition();
        List<LiveThread> threads = streams.liveThreads();
        return new InstanceAnswer(
                instance,
                true,
                true,
                null,
                health.status().name().toLowerCase(Locale.ROOT),
                health.missingTopics().stream().map(WatchedTopic::name).toList(),
                health.fault().isEmpty(),
                health.isReady(),
                startedAt,
                threads.stream().map(this::of).toList(),
                threads.stream()
                        .flatMap(thread -> thread.active().values().stream().flatMap(Set::stream))
                        .sorted(BY_NAME)
                        .map(one -> new Input(one.topic(), one.partition(), lags.get(one)))
                        .toList(),
                streams.all(stores).stream()
                        .sorted(Comparator.comparing(
                                        (LiveStore store) -> store.store().name())
                                .thenComparing(LiveStore::partition))
                        .map(this::of)
                        .toList());
    }

    private OfThread of(LiveThread thread) {
        return new OfThread(
                thread.name().substring(Math.max(0, thread.name().lastIndexOf("StreamThread"))),
                thread.state(),
                heartbeats.sincePoll(thread.name()).map(Duration::toMillis).orElse(null),
                of(thread.active()),
                of(thread.standby()));
    }

    private static List<OfTask> of(Map<TaskId, Set<TopicPartition>> tasks) {
        return tasks.entrySet().stream()
                .map(task -> new OfTask(task.getKey().toString(), names(task.getValue())))
                .toList();
    }

    private static List<String> names(Collection<TopicPartition> partitions) {
        return partitions.stream().sorted(BY_NAME).map(TopicPartition::toString).toList();
    }

    private Store of(LiveStore store) {
        String name = store.store().name();
        boolean active = store.role() == StoreRole.ACTIVE;
        return new Store(
                name,
                store.partition(),
                store.role().name().toLowerCase(Locale.ROOT),
                active
                        ? null
                        : restoring
                                .of(name, store.partition())
                                .map(progress -> new Restoring(progress.done(), progress.of(), progress.share()))
                                .orElse(null),
                active ? Long.valueOf(0) : changelogLags.of(name, store.partition()));
    }
}
