// SPDX-License-Identifier: Apache-2.0
package dev.penstock.bench.question;

import dev.penstock.bench.contender.Contender;
import dev.penstock.bench.contender.Contenders;
import dev.penstock.bench.harness.BenchException;
import dev.penstock.bench.harness.Progress;
import dev.penstock.bench.harness.Setup;
import dev.penstock.bench.harness.Workload;
import dev.penstock.bench.harness.Workplace;
import dev.penstock.event.pipeline.mistake.InvalidPipelineException;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

import static java.util.stream.Collectors.partitioningBy;

/** A question whose contenders read the same events, in each of its cases. */
public record WorkloadQuestion(String name, Setup setup, List<WorkloadCase> cases) implements Question {

    private static final Set<String> OF_LOGINS = Set.of(Contenders.LOGINS_COPY, Contenders.LOGINS_PENSTOCK);

    public WorkloadQuestion {
        cases = List.copyOf(cases);
    }

    /**
     * How fast contenders are: those that read app events and, as another case, those that read logins.
     *
     * @param contenders found ready
     * @param seconds about how long each contender shall run, at a {@link Pace} of 1
     */
    public static Question throughput(
            Setup setup, List<Contender> contenders, Workload app, Workload logins, double seconds, int rounds) {
        Map<Boolean, List<Contender>> byLogins =
                contenders.stream().collect(partitioningBy(contender -> OF_LOGINS.contains(contender.name())));
        List<WorkloadCase> cases = new ArrayList<>();
        byLogins.forEach((readsLogins, some) -> {
            Workload workload = readsLogins ? logins : app;
            List<WorkloadCase.Reader> readers = some.stream()
                    .map(contender ->
                            WorkloadCase.Reader.lasting(contender, seconds * factor(contender), workload.events()))
                    .toList();
            if (!readers.isEmpty()) {
                cases.add(new WorkloadCase(readsLogins ? "logins" : "", workload, readers, rounds));
            }
        });
        return new WorkloadQuestion("throughput", setup, cases);
    }

    /** Eight groups and a stream are more code than the compilers are done with in the time that one group takes. */
    private static int factor(Contender contender) {
        return contender.name().equals(Contenders.MICRO_BATCH_ALL) ? 2 : 1;
    }

    /**
     * What an event costs with few and with many keys, a case for each workload.
     *
     * @param contenders found ready
     * @throws IllegalArgumentException if there is no round
     */
    public static Question keys(Setup setup, List<Contender> contenders, List<Workload> workloads, int rounds) {
        List<WorkloadCase.Reader> readers = contenders.stream()
                .map(contender -> new WorkloadCase.Reader(contender, 1))
                .toList();
        return new WorkloadQuestion(
                "keys",
                setup,
                workloads.stream()
                        .map(workload -> new WorkloadCase(spread(workload), workload, readers, rounds))
                        .toList());
    }

    private static String spread(Workload workload) {
        return String.format(Locale.ROOT, "%,d keys, ", workload.users())
                + (workload.skew() == 0 ? "uniform" : String.format(Locale.ROOT, "Zipf %.1f", workload.skew()));
    }

    /**
     * What an event costs with few and with many feature groups.
     *
     * @param seconds about how long each contender shall run, at a {@link Pace} of 1
     * @throws IllegalArgumentException if a number of groups is out of its range
     */
    public static Question groups(Setup setup, List<Integer> groups, Workload workload, double seconds, int rounds) {
        for (int count : groups) {
            if (count < 1 || count > Contenders.MOST_GROUPS) {
                throw new IllegalArgumentException(String.format(
                        Locale.ROOT, "there are 1 to %d groups, found %d", Contenders.MOST_GROUPS, count));
            }
        }
        List<WorkloadCase.Reader> readers =
                ready(Contenders.named(groups.stream().map(Contenders::groups).toList())).stream()
                        .map(contender -> WorkloadCase.Reader.lasting(contender, seconds, workload.events()))
                        .toList();
        return new WorkloadQuestion("groups", setup, List.of(new WorkloadCase("", workload, readers, rounds)));
    }

    /**
     * Refuses contenders that can't run, while that has cost nothing yet.
     *
     * @throws BenchException if a pipeline file is refused, or something is missing
     */
    public static List<Contender> ready(List<Contender> contenders) {
        for (Contender contender : contenders) {
            contender.missing().ifPresent(missing -> {
                throw new BenchException(
                        String.format(Locale.ROOT, "the contender %s can't run: %s", contender.name(), missing));
            });
            try {
                contender.sources();
            } catch (InvalidPipelineException e) {
                throw new BenchException(
                        String.format(Locale.ROOT, "the contender %s can't run: %s", contender.name(), e.getMessage()),
                        e);
            }
        }
        return contenders;
    }

    @Override
    public double expectedMicros() {
        return cases.stream().mapToDouble(WorkloadCase::expectedMicros).sum();
    }

    @Override
    public void ask(Workplace place, Progress progress, Consumer<Case> answers) {
        cases.forEach(one -> answers.accept(one.play(name, place, setup, progress)));
    }
}
