// SPDX-License-Identifier: Apache-2.0
package dev.penstock.bench.contender;

import dev.penstock.bench.harness.BenchException;
import dev.penstock.bench.harness.ChildCommand;
import dev.penstock.bench.harness.ProcessCommand;
import dev.penstock.producer.generator.Generator;

import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;

/**
 * User activity written by hand for Apache Flink, by the module {@code benchmarks-flink}.
 *
 * @param threads the job's parallelism
 */
record FlinkContender(String name, FlinkJob.State state, int threads, double expectedMicros) implements HandWritten {

    @Override
    public Optional<String> missing() {
        return FlinkModule.find().isPresent() ? Optional.empty() : Optional.of(FlinkModule.HOW_TO_BUILD);
    }

    @Override
    public ProcessCommand command(String applicationId, String heap, String jobFile) {
        return FlinkModule.find()
                .map(module -> module.command(
                        new ChildCommand(applicationId, ContenderMain.class, heap, List.of(name, jobFile))))
                .orElseThrow(() -> new BenchException(name + " can't run: " + FlinkModule.HOW_TO_BUILD));
    }

    /** In the process that has Flink on its class path. */
    @Override
    public RunningContender start(Job job) {
        return ServiceLoader.load(FlinkJob.class)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("there is no Flink on the class path"))
                .start(job, Generator.APP_TOPIC, topic(job.applicationId()), state, threads);
    }
}
