// SPDX-License-Identifier: Apache-2.0
package dev.penstock.bench.question;

import dev.penstock.bench.contender.Contender;
import dev.penstock.bench.harness.BenchException;
import dev.penstock.bench.harness.Progress;
import dev.penstock.bench.harness.Setup;
import dev.penstock.bench.harness.Workplace;
import dev.penstock.event.pipeline.mistake.InvalidPipelineException;

import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/** A question that cases answer. */
public record WorkloadQuestion(String name, Setup setup, List<WorkloadCase> cases) implements Question {

    public WorkloadQuestion {
        cases = List.copyOf(cases);
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
