// SPDX-License-Identifier: Apache-2.0
package dev.penstock.bench.contender;

import dev.penstock.bench.harness.ProcessCommand;
import dev.penstock.producer.generator.Generator;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * User activity written by hand in Python, in a process that speaks the harness's language itself.
 *
 * @param script the program's file name
 */
record PythonContender(String name, String script, double expectedMicros) implements HandWritten {

    @Override
    public Optional<String> missing() {
        return Python.missing("confluent-kafka", "orjson", "polars");
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
}
