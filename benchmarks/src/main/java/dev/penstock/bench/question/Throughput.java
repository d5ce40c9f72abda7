// SPDX-License-Identifier: Apache-2.0
package dev.penstock.bench.question;

import dev.penstock.bench.contender.Contender;
import dev.penstock.bench.contender.Contenders;
import dev.penstock.bench.harness.Setup;
import dev.penstock.bench.harness.Workload;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The question of throughput: contenders that read app events and, as another case, those that read logins. */
public final class Throughput {

    public static final int USERS = 10_000;
    public static final int EVENTS_PER_SECOND = 10_000;

    private static final double LOGIN_SHARE = 0.05;
    private static final Set<String> OF_LOGINS = Set.of(Contenders.LOGINS_COPY, Contenders.LOGINS_PENSTOCK);

    /** What there is to read. */
    public record Events(Workload app, Workload logins) {}

    private Throughput() {}

    /** App events and, one of twenty, logins. */
    public static Workload appEvents(long events, int users, double skew, long seed) {
        return new Workload(events, users, skew, LOGIN_SHARE, EVENTS_PER_SECOND, seed);
    }

    /** Logins alone. */
    public static Workload logins(long events, int users, double skew, long seed) {
        return new Workload(events, users, skew, 1, EVENTS_PER_SECOND, seed);
    }

    /**
     * @param contenders found ready
     * @param seconds about how long each contender shall run, at a {@link Pace} of 1
     */
    public static Question question(
            Setup setup, List<Contender> contenders, Events events, double seconds, int rounds) {
        List<WorkloadCase> cases = new ArrayList<>();
        add(
                cases,
                "",
                events.app,
                contenders.stream().filter(Throughput::readsAppEvents).toList(),
                seconds,
                rounds);
        add(
                cases,
                "logins",
                events.logins,
                contenders.stream()
                        .filter(contender -> !readsAppEvents(contender))
                        .toList(),
                seconds,
                rounds);
        return new WorkloadQuestion("throughput", setup, cases);
    }

    private static void add(
            List<WorkloadCase> cases,
            String name,
            Workload workload,
            List<Contender> contenders,
            double seconds,
            int rounds) {
        if (!contenders.isEmpty()) {
            List<WorkloadCase.Reader> readers = contenders.stream()
                    .map(contender ->
                            WorkloadCase.Reader.lasting(contender, seconds * factor(contender), workload.events()))
                    .toList();
            cases.add(new WorkloadCase(name, workload, readers, rounds));
        }
    }

    /** Eight groups and a stream are more code than the compilers are done with in the time that one group takes. */
    private static int factor(Contender contender) {
        return contender.name().equals(Contenders.MICRO_BATCH_ALL) ? 2 : 1;
    }

    private static boolean readsAppEvents(Contender contender) {
        return !OF_LOGINS.contains(contender.name());
    }
}
