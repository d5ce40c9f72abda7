// SPDX-License-Identifier: Apache-2.0
package dev.penstock.bench.contender;

import dev.penstock.bench.harness.ProcessCommand;
import dev.penstock.producer.generator.TextGenerator;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The Python original of the lexicon's rules in a loop with a consumer and a producer. */
record PythonTextsContender(String name, double expectedMicros) implements OfTexts {

    private static final String SCRIPT = "score_texts.py";

    @Override
    public Optional<String> missing() {
        return Python.missing("confluent-kafka", "orjson", "vaderSentiment");
    }

    /** The heap is for JVMs: Python takes what it needs. */
    @Override
    public ProcessCommand command(String applicationId, String heap, String jobFile) {
        List<String> arguments =
                List.of(jobFile, TextGenerator.TOPIC, textTopic(applicationId).orElseThrow());
        return Python.command(applicationId, Path.of(jobFile).resolveSibling("python"), SCRIPT, arguments);
    }

    @Override
    public RunningContender start(Job job) {
        throw new UnsupportedOperationException(name + " runs in no JVM");
    }
}
