// SPDX-License-Identifier: Apache-2.0
package dev.penstock.bench.contender;

import dev.penstock.bench.harness.BenchException;
import dev.penstock.bench.harness.ChildCommand;
import dev.penstock.bench.harness.ProcessCommand;
import dev.penstock.producer.Generator;
import org.apache.kafka.clients.admin.NewTopic;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;

/**
 * User activity written by hand for Apache Flink, by the module {@code benchmarks-flink}.
 *
 * @param threads the job's parallelism
 */
record FlinkContender(String name, FlinkJob.State state, int threads, double expectedMicros) implements Contender {

    private static final short ONE_REPLICA = 1;

    @Override
    public Set<String> sources() {
        return Set.of(Generator.APP_TOPIC);
    }

    @Override
    public String pipeline(String applicationId) {
        return "";
    }

    @Override
    public List<NewTopic> topics(String applicationId, int partitions) {
        return List.of(new NewTopic(topic(applicationId), partitions, ONE_REPLICA));
    }

    @Override
    public Map<String, String> rowTopics(String applicationId) {
        return Map.of(PipelineContender.USER_ACTIVITY, topic(applicationId));
    }

    @Override
    public Optional<String> missing() {
        return FlinkModule.find().isPresent() ? Optional.empty() : Optional.of(FlinkModule.HOW_TO_BUILD);
    }

    @Override
    public ProcessCommand command(String applicationId, String heap, String jobFile) {
        var command = new ChildCommand(applicationId, ContenderMain.class, heap, List.of(name, jobFile));
        return FlinkModule.find()
                .map(module -> module.command(command))
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

    private static String topic(String applicationId) {
        return applicationId + "-features-user-activity";
    }
}
