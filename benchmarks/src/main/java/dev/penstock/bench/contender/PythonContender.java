// SPDX-License-Identifier: Apache-2.0
package dev.penstock.bench.contender;

import dev.penstock.bench.harness.ProcessCommand;
import dev.penstock.producer.Generator;
import org.apache.kafka.clients.admin.NewTopic;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * User activity written by hand in Python, in a process that speaks the harness's language itself.
 *
 * @param script the program's file name
 */
record PythonContender(String name, String script, double expectedMicros) implements Contender {

    private static final short ONE_REPLICA = 1;

    @Override
    public Set<String> sources() {
        return Set.of(Generator.APP_TOPIC);
    }

    @Override
    public int threads() {
        return 1;
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
        return Python.missing();
    }

    /** The heap is for JVMs: Python takes what it needs. */
    @Override
    public ProcessCommand command(String applicationId, String heap, String jobFile) {
        List<String> arguments = List.of(jobFile, Generator.APP_TOPIC, topic(applicationId));
        return Python.command(applicationId, Path.of(jobFile).resolveSibling("python"), script, arguments);
    }

    @Override
    public RunningContender start(Job job) {
        throw new UnsupportedOperationException(name + " runs in no JVM");
    }

    private static String topic(String applicationId) {
        return applicationId + "-features-user-activity";
    }
}
