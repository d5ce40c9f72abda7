// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.serving;

import dev.penstock.event.pipeline.FeatureGroup;
import dev.penstock.event.pipeline.Pipeline;
import dev.penstock.streams.health.ChangelogLags;
import dev.penstock.streams.health.Heartbeats;
import dev.penstock.streams.http.problem.Problem;
import dev.penstock.streams.http.problem.Problem.Kind;
import dev.penstock.streams.state.LiveStore;
import dev.penstock.streams.state.LiveStreams;
import dev.penstock.streams.state.StoreRole;
import dev.penstock.streams.state.StoreUpdates;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.function.Supplier;

import static java.util.stream.Collectors.toMap;

/**
 * Answers from this instance's own stores, and only if they are fit for it: by default from an active one, and only as
 * long as this instance can take the partition for its own. Each method fails with a problem of the kind
 * {@link Kind#MOVING} otherwise, so that an empty answer always means that there is nothing. Safe for use by many threads.
 */
public final class LocalFeatures implements PartitionReader {

    private final String instance;
    private final LiveStreams streams;
    private final Heartbeats heartbeats;
    private final ChangelogLags lags;
    private final StoreUpdates updates;
    private final ReadLimiter limiter = new ReadLimiter(Runtime.getRuntime().availableProcessors());
    private final Map<String, GroupTiles> groups;

    /** @param instance its host and port */
    public LocalFeatures(
            String instance,
            Pipeline pipeline,
            LiveStreams streams,
            Heartbeats heartbeats,
            ChangelogLags lags,
            StoreUpdates updates) {
        this.instance = instance;
        this.streams = streams;
        this.heartbeats = heartbeats;
        this.lags = lags;
        this.updates = updates;
        this.groups = pipeline.features().stream()
                .collect(toMap(FeatureGroup::name, group -> new GroupTiles(pipeline, group)));
    }

    @Override
    public KeyResult key(KeyQuery question, int partition, boolean standby, Deadline deadline) {
        return limiter.lookup(deadline, () -> read(question.group(), partition, standby, fit -> key(question, fit)));
    }

    /** As {@link #key} from an active store, but empty where it would have to wait for its turn. */
    Optional<KeyResult> atOnce(KeyQuery question, int partition) {
        return limiter.lookup(() -> read(question.group(), partition, false, fit -> key(question, fit)));
    }

    private static KeyResult key(KeyQuery question, Fit fit) {
        TileStore.Found found = fit.tiles().read(question);
        OptionalLong latest = found.rows().isEmpty() ? fit.tiles().latest(question.key()) : OptionalLong.empty();
        return new KeyResult(
                fit.read(), found.rows(), found.more(), found.windows(), found.lastWindow(), latest.orElse(-1));
    }

    @Override
    public NewestResult newest(NewestQuery question, int partition, boolean standby, Deadline deadline) {
        return limiter.lookup(
                deadline,
                () -> read(
                        question.group(),
                        partition,
                        standby,
                        fit -> new NewestResult(fit.read(), fit.tiles().newest(question))));
    }

    /** Where rows are in the order of keys, a part that is not complete when half the time is over says how far it is. */
    @Override
    public WindowResult window(WindowQuery question, int partition, boolean standby, Deadline deadline) {
        return limiter.scan(
                deadline, () -> read(question.group(), partition, standby, fit -> window(question, fit, deadline)));
    }

    private static WindowResult window(WindowQuery question, Fit fit, Deadline deadline) {
        WindowScan scan = fit.tiles().scan(question);
        WindowScan.Found found = question.top().isEmpty() ? scan.first(deadline.half()) : scan.top(deadline);
        return new WindowResult(fit.read(), found.rows(), found.complete(), found.reached());
    }

    @Override
    public LatestWindow latest(String group, int partition, boolean standby, Deadline deadline) {
        Supplier<LatestWindow> read = () -> read(
                group,
                partition,
                standby,
                fit -> new LatestWindow(fit.read(), fit.tiles().latest(deadline).orElse(-1)));
        return groups.get(group).isMicroBatch() ? limiter.lookup(deadline, read) : limiter.scan(deadline, read);
    }

    boolean isPartitionedByProducers(String group) {
        return groups.get(group).isPartitionedByProducers();
    }

    /** A store that may answer. */
    private record Fit(TileStore tiles, ReadOrigin read) {}

    private <T> T read(String group, int partition, boolean standby, Function<Fit, T> reader) {
        LiveStore store = fit(group, partition, standby);
        T answer;
        try {
            answer = reader.apply(new Fit(new TileStore(groups.get(group), store.store()), read(group, store)));
        } catch (RuntimeException e) {
            // Whatever a store that is being closed throws.
            if (store.store().isOpen()) {
                throw e;
            }
            throw moving(group, partition);
        }
        // Once more: what was read is right if this instance had the partition from before until after.
        if (fit(group, partition, standby).role() != store.role()) {
            throw moving(group, partition);
        }
        return answer;
    }

    private LiveStore fit(String group, int partition, boolean standby) {
        return streams.find(group, partition)
                .filter(store -> store.role() == StoreRole.ACTIVE && heartbeats.areFresh(store.thread())
                        || standby && store.role() == StoreRole.STANDBY)
                .orElseThrow(() -> moving(group, partition));
    }

    private ReadOrigin read(String group, LiveStore store) {
        OptionalLong updated = updates.of(group, store.partition());
        return new ReadOrigin(
                instance,
                store.role(),
                store.partition(),
                store.role() == StoreRole.ACTIVE ? Long.valueOf(0) : lags.of(group, store.partition()),
                updated.isEmpty() ? null : updated.getAsLong(),
                System.currentTimeMillis());
    }

    private RuntimeException moving(String group, int partition) {
        return Problem.of(
                        Kind.MOVING,
                        String.format(
                                Locale.ROOT,
                                "partition %d of '%s' is not at %s, or not yet",
                                partition,
                                group,
                                instance))
                .exception();
    }
}
