// SPDX-License-Identifier: Apache-2.0
package dev.penstock.bench.report;

import com.fasterxml.jackson.databind.JsonNode;
import dev.penstock.bench.harness.Figure;
import dev.penstock.bench.harness.Figures;
import dev.penstock.bench.question.Answer;
import dev.penstock.bench.question.Case;
import dev.penstock.bench.question.Round;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.StreamSupport;

/**
 * What JMH writes ({@code -rf json}), each fork as a round, by the mean of its iterations: what the compiler made of a
 * program in one JVM goes for all iterations there.
 */
final class JmhResults {

    private static final String QUESTION = "jmh";
    private static final String UNIT = "ns/op";

    private JmhResults() {}

    /** @throws IllegalArgumentException if something in it is not as JMH writes it, or not in nanoseconds */
    static Results of(JsonNode root) {
        List<Round> rounds = new ArrayList<>();
        String jdk = "";
        for (JsonNode benchmark : root) {
            JsonNode metric = benchmark.path("primaryMetric");
            if (!metric.path("scoreUnit").asText().equals(UNIT)) {
                throw new IllegalArgumentException(String.format(
                        Locale.ROOT,
                        "expected benchmarks in ns/op, found '%s'",
                        metric.path("scoreUnit").asText()));
            }
            String[] path = benchmark.path("benchmark").asText().split("\\.");
            String name = path[Math.max(0, path.length - 2)] + "." + path[path.length - 1];
            int number = 0;
            for (JsonNode fork : metric.path("rawData")) {
                number++;
                double mean = StreamSupport.stream(fork.spliterator(), false)
                        .mapToDouble(JsonNode::asDouble)
                        .average()
                        .orElseThrow(() -> new IllegalArgumentException("a fork has no iteration"));
                rounds.add(new Round(name, number, new Figures(Map.of(Figure.NANOS_PER_OPERATION, mean)), List.of()));
            }
            jdk = String.format(
                    Locale.ROOT,
                    "%s %s",
                    benchmark.path("vmName").asText(),
                    benchmark.path("vmVersion").asText());
        }
        var answer = new Answer(QUESTION, List.of(new Case("", Map.of(), rounds)), List.of());
        return new Results(QUESTION, "", 0, Machine.unknown(jdk), List.of(answer));
    }
}
