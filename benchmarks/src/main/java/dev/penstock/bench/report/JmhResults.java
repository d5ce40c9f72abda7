// SPDX-License-Identifier: Apache-2.0
package dev.penstock.bench.report;

import com.fasterxml.jackson.databind.JsonNode;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What JMH writes ({@code -rf json}), each measured iteration as a round. */
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
                throw new IllegalArgumentException("expected benchmarks in ns/op, found '%s'"
                        .formatted(metric.path("scoreUnit").asText()));
            }
            String[] path = benchmark.path("benchmark").asText().split("\\.");
            String name = path[Math.max(0, path.length - 2)] + "." + path[path.length - 1];
            int number = 0;
            for (JsonNode fork : metric.path("rawData")) {
                for (JsonNode score : fork) {
                    number++;
                    rounds.add(new Round(
                            name,
                            number,
                            new Figures(Map.of(Figure.NANOS_PER_OPERATION, score.asDouble())),
                            List.of()));
                }
            }
            jdk = "%s %s"
                    .formatted(
                            benchmark.path("vmName").asText(),
                            benchmark.path("vmVersion").asText());
        }
        var answer = new Answer(QUESTION, List.of(new Case("", Map.of(), rounds)), List.of());
        return new Results(QUESTION, "", Machine.unknown(jdk), List.of(answer));
    }
}
