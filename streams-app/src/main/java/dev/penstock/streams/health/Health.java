// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.health;

import dev.penstock.streams.health.RestoreProgress.Progress;
import dev.penstock.streams.state.LiveThread;
import dev.penstock.streams.topics.WatchedTopic;
import org.apache.kafka.streams.KafkaStreams;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Whether an instance is alive, and whether it can answer. Safe for use by many threads.
 *
 * <p>A stream thread comes round to its consumer many times a second, whether it has work or not, and also while state
 * is restored, which another thread does. One that has not come round for {@code max.poll.interval.ms} is stuck: it is
 * what Kafka itself goes by when it gives such a thread's partitions to others.
 */
public final class Health {

    /** How long a thread may be missing: one that died is replaced, which takes a moment. */
    static final Duration MISSING_WITHIN = Duration.ofMinutes(1);

    private static final long NONE_MISSING = Long.MIN_VALUE;

    private final Supplier<KafkaStreams.State> state;
    private final Supplier<List<LiveThread>> liveThreads;
    private final Supplier<List<WatchedTopic>> missing;
    private final Supplier<Optional<String>> registryFailure;
    private final Supplier<Optional<String>> modelFailure;
    private final RestoreProgress restoring;
    private final Heartbeats heartbeats;
    private final int threads;
    private final Duration maxPollInterval;
    private final LongSupplier nanoTime;
    private volatile boolean ranOnce;
    private long missingSince = NONE_MISSING; // guarded by this

    /**
     * @param state of Kafka Streams
     * @param liveThreads its stream threads that are not dead
     * @param missing topics that should be there
     * @param registryFailure why threads wait for the schema registry; empty where none does
     * @param modelFailure why processing waits for a model; empty where it doesn't
     * @param threads how many of them there should be
     */
    public Health(
            Supplier<KafkaStreams.State> state,
            Supplier<List<LiveThread>> liveThreads,
            Supplier<List<WatchedTopic>> missing,
            Supplier<Optional<String>> registryFailure,
            Supplier<Optional<String>> modelFailure,
            RestoreProgress restoring,
            Heartbeats heartbeats,
            int threads,
            Duration maxPollInterval,
            LongSupplier nanoTime) {
        this.state = state;
        this.liveThreads = liveThreads;
        this.missing = missing;
        this.registryFailure = registryFailure;
        this.modelFailure = modelFailure;
        this.restoring = restoring;
        this.heartbeats = heartbeats;
        this.threads = threads;
        this.maxPollInterval = maxPollInterval;
        this.nanoTime = nanoTime;
    }

    public InstanceStatus status() {
        KafkaStreams.State now = state.get();
        ranOnce |= now == KafkaStreams.State.RUNNING;
        InstanceStatus status = InstanceStatus.of(
                now, ranOnce, restoring.stores() > 0, !missing.get().isEmpty());
        boolean waits = switch (status) {
            case STARTING, REBALANCING, READY -> true;
            default -> false;
        };
        if (waits && registryFailure.get().isPresent()) {
            return InstanceStatus.REGISTRY_MISSING;
        }
        return waits && modelFailure.get().isPresent() ? InstanceStatus.MODEL_MISSING : status;
    }

    /** Why processing waits for a model; empty where it doesn't. */
    public Optional<String> modelFailure() {
        return modelFailure.get();
    }

    /** Why events wait for the schema registry; empty where none does. */
    public Optional<String> registryFailure() {
        return registryFailure.get();
    }

    /** Topics that should be there and are not. */
    public List<WatchedTopic> missingTopics() {
        return missing.get();
    }

    public boolean isReady() {
        return status() == InstanceStatus.READY;
    }

    /** How far restoring is; empty if nothing is being restored. */
    public Optional<Progress> restoring() {
        return restoring.stores() == 0 ? Optional.empty() : Optional.of(restoring.all());
    }

    public int restoringStores() {
        return restoring.stores();
    }

    /** Why the process should be started again; empty if it lives. */
    public Optional<String> fault() {
        InstanceStatus status = status();
        if (status == InstanceStatus.FAILED) {
            return Optional.of("its stream threads failed");
        }
        if (state.get() == KafkaStreams.State.CREATED || status == InstanceStatus.STOPPING) {
            return Optional.empty();
        }
        List<LiveThread> alive = liveThreads.get();
        if (registryFailure.get().isPresent()) {
            // Another process would wait, too.
            return missing(alive.size());
        }
        return stuck(alive).or(() -> missing(alive.size()));
    }

    private Optional<String> stuck(List<LiveThread> alive) {
        for (LiveThread thread : alive) {
            Optional<Duration> since = heartbeats.sincePoll(thread.name());
            if (since.isPresent() && since.get().compareTo(maxPollInterval) > 0) {
                return Optional.of(String.format(
                        Locale.ROOT,
                        "%s has not come round for %d s, at most %d s are normal",
                        thread.name(),
                        since.get().toSeconds(),
                        maxPollInterval.toSeconds()));
            }
        }
        return Optional.empty();
    }

    private synchronized Optional<String> missing(int alive) {
        long now = nanoTime.getAsLong();
        if (alive >= threads) {
            missingSince = NONE_MISSING;
        } else if (missingSince == NONE_MISSING) {
            missingSince = now;
        } else if (now - missingSince > MISSING_WITHIN.toNanos()) {
            return Optional.of(String.format(Locale.ROOT, "%d of %d stream threads are alive", alive, threads));
        }
        return Optional.empty();
    }
}
