// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.serving;

import dev.penstock.streams.http.problem.Problem;
import dev.penstock.streams.http.problem.Problem.Kind;
import dev.penstock.streams.http.problem.ProblemException;
import dev.penstock.streams.state.StoreRole;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.state.HostInfo;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.IntPredicate;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * Answers for the whole application: finds who has what and asks there. Where the instance that should have a partition
 * does not answer for it, a standby does; where there is none, this tries again for a moment, which is what it takes for
 * a partition to move without being restored, and then gives up with a problem. Safe for use by many threads.
 */
public final class AppFeatures {

    private static final Duration PATIENCE = Duration.ofMillis(300);
    private static final Duration PAUSE = Duration.ofMillis(30);

    private final PartitionRouting routing;
    private final LocalFeatures local;
    private final Function<HostInfo, PartitionReader> readers;
    private final FanOut fanOut;

    /** @param readers how to ask an instance, this one among them */
    public AppFeatures(
            KafkaStreams streams, LocalFeatures local, Function<HostInfo, PartitionReader> readers, FanOut fanOut) {
        this.routing = new PartitionRouting(streams);
        this.local = local;
        this.readers = readers;
        this.fanOut = fanOut;
    }

    /** The rows of a key; without any if there are none. */
    public KeyResult key(KeyQuery question, Deadline deadline) {
        KeyResult found =
                ask(() -> routing.ofKey(question.group(), question.key()), keyReader(question, deadline), deadline);
        if (!isMissing(found) || !local.isPartitionedByProducers(question.group())) {
            return found;
        }
        // Producers are free to put a key into any partition, as long as it is always the same.
        return elsewhere(question, found, deadline).orElse(found);
    }

    /**
     * The rows of a key, where this instance has them for its own and nobody has to be waited for. Empty where others would
     * have to be asked, or there are none: then {@link #key} knows why.
     */
    public Optional<KeyResult> atOnce(KeyQuery question) {
        try {
            PartitionOwners owners = routing.ofKey(question.group(), question.key());
            return owners.active().stream().anyMatch(host -> readers.apply(host) == local)
                    ? local.atOnce(question, owners.partition())
                            .filter(part -> !part.rows().isEmpty())
                    : Optional.empty();
        } catch (ProblemException e) {
            return Optional.empty();
        }
    }

    private Optional<KeyResult> elsewhere(KeyQuery question, KeyResult found, Deadline deadline) {
        List<Integer> others = IntStream.range(0, routing.partitions(question.group()))
                .filter(partition -> partition != found.read().partition())
                .boxed()
                .toList();
        List<KeyResult> parts =
                fanOut.all(others, ofEach(question.group(), keyReader(question, deadline), deadline), deadline);
        return parts.stream().filter(part -> !isMissing(part)).findFirst();
    }

    /** Whether there is no row of the key at all, in this span or another. */
    private static boolean isMissing(KeyResult part) {
        return part.rows().isEmpty() && part.latestWindow() < 0;
    }

    /** An empty answer of a standby says nothing: the active one may be ahead of it. */
    private static Ask<KeyResult> keyReader(KeyQuery question, Deadline deadline) {
        return (reader, partition, standby) -> {
            KeyResult part = reader.key(question, partition, standby, deadline);
            if (part.rows().isEmpty() && part.read().role() != StoreRole.ACTIVE) {
                throw Problem.of(
                                Kind.MOVING,
                                String.format(
                                        Locale.ROOT,
                                        "the active instance does not answer, and the standby %s has no rows",
                                        part.read().instance()))
                        .exception();
            }
            return part;
        };
    }

    /** The newest rows of some keys; a partition that nobody answers for leaves its keys without, and fails nothing. */
    public NewestRows newest(NewestQuery question, Deadline deadline) {
        var rows = new NewestRows(question.keys().size());
        int partitions;
        try {
            partitions = ask(() -> routing.partitions(question.group()), deadline);
        } catch (ProblemException e) {
            rows.add(places(question, place -> true), Optional.empty());
            return rows;
        }
        int[] home = question.keys().stream()
                .mapToInt(key -> PartitionRouting.partition(key, partitions))
                .toArray();
        addTo(rows, question, partitions, (partition, place) -> home[place] == partition, deadline);
        if (local.isPartitionedByProducers(question.group())) {
            // Producers are free to put a key into any partition, as long as it is always the same.
            boolean[] missing = new boolean[home.length];
            places(question, place -> rows.row(place).isEmpty() && !rows.isUnavailable(place))
                    .forEach(place -> missing[place] = true);
            addTo(
                    rows,
                    question,
                    partitions,
                    (partition, place) -> missing[place] && home[place] != partition,
                    deadline);
        }
        return rows;
    }

    /** Which keys of a question a partition is asked for. */
    private record Share(int partition, List<Integer> places) {}

    private static List<Integer> places(NewestQuery question, IntPredicate wanted) {
        return IntStream.range(0, question.keys().size()).filter(wanted).boxed().toList();
    }

    private interface Asked {
        boolean of(int partition, int place);
    }

    private void addTo(NewestRows rows, NewestQuery question, int partitions, Asked wanted, Deadline deadline) {
        List<Share> asked = IntStream.range(0, partitions)
                .mapToObj(partition -> new Share(partition, places(question, place -> wanted.of(partition, place))))
                .filter(share -> !share.places.isEmpty())
                .toList();
        List<Optional<NewestResult>> parts = fanOut.all(asked, share -> newest(question, share, deadline), deadline);
        for (int i = 0; i < asked.size(); i++) {
            rows.add(asked.get(i).places, parts.get(i));
        }
    }

    private Optional<NewestResult> newest(NewestQuery question, Share share, Deadline deadline) {
        NewestQuery part = question.ofPlaces(share.places);
        try {
            return Optional.of(ask(
                    () -> routing.ofPartition(question.group(), share.partition),
                    (reader, partition, standby) -> reader.newest(part, partition, standby, deadline),
                    deadline));
        } catch (ProblemException e) {
            if (!e.problem().kind().passes()) {
                throw e;
            }
            return Optional.empty();
        }
    }

    /** What each partition has of a window. */
    public List<WindowResult> window(WindowQuery question, Deadline deadline) {
        return fanOut.all(
                partitions(question.group()),
                ofEach(
                        question.group(),
                        (reader, partition, standby) -> reader.window(question, partition, standby, deadline),
                        deadline),
                deadline);
    }

    /** The latest window of a group; empty if it has none. */
    public OptionalLong latest(String group, Deadline deadline) {
        List<LatestWindow> parts = fanOut.all(
                partitions(group),
                ofEach(
                        group,
                        (reader, partition, standby) -> reader.latest(group, partition, standby, deadline),
                        deadline),
                deadline);
        return parts.stream()
                .mapToLong(LatestWindow::window)
                .filter(window -> window >= 0)
                .max();
    }

    private List<Integer> partitions(String group) {
        return IntStream.range(0, routing.partitions(group)).boxed().toList();
    }

    private interface Ask<T> {
        T of(PartitionReader reader, int partition, boolean standby);
    }

    private <T> IntFunction<T> ofEach(String group, Ask<T> ask, Deadline deadline) {
        return partition -> ask(() -> routing.ofPartition(group, partition), ask, deadline);
    }

    private <T> T ask(Supplier<PartitionOwners> owners, Ask<T> ask, Deadline deadline) {
        return ask(() -> askOnce(owners.get(), ask), deadline);
    }

    /** Asks again and again, as long as it may help. */
    private static <T> T ask(Supplier<T> once, Deadline deadline) {
        var giveUp = Deadline.in(PATIENCE);
        while (true) {
            try {
                return once.get();
            } catch (ProblemException e) {
                if (!isAboutPlace(e) || giveUp.passed() || deadline.passed()) {
                    throw e;
                }
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }

    private <T> T askOnce(PartitionOwners owners, Ask<T> ask) {
        Optional<ProblemException> problem = Optional.empty();
        for (HostInfo host : owners.active()) {
            try {
                return ask.of(readers.apply(host), owners.partition(), false);
            } catch (ProblemException e) {
                if (!isAboutPlace(e)) {
                    throw e;
                }
                problem = Optional.of(e);
            }
        }
        for (HostInfo host : owners.standbys()) {
            try {
                return ask.of(readers.apply(host), owners.partition(), true);
            } catch (ProblemException e) {
                if (!isAboutPlace(e)) {
                    throw e;
                }
            }
        }
        throw problem.orElseGet(() -> Problem.of(Kind.MOVING, "no instance has partition " + owners.partition())
                .exception());
    }

    /** Whether another instance, or the same one a little later, may well have an answer. */
    private static boolean isAboutPlace(ProblemException e) {
        return switch (e.problem().kind()) {
            case MOVING, UNREACHABLE, NOT_RUNNING -> true;
            default -> false;
        };
    }
}
