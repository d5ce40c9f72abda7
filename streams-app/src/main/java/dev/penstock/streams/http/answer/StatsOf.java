// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.http.answer;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.BinaryOperator;
import java.util.function.Function;

/** What was counted since {@code since}. */
public record StatsOf(
        @JsonPropertyDescription("Since when, epoch milliseconds")
        long since,

        @JsonPropertyDescription("Records read, by source") Map<String, Long> events,

        @JsonPropertyDescription("Records that tell of no event, by source")
        Map<String, Long> empty,

        @JsonPropertyDescription("Enriched events and feature rows written, by stream or feature group")
        Map<String, Long> rows,

        @JsonPropertyDescription("Events too late for their window, by feature group")
        Map<String, Long> late,

        @JsonPropertyDescription("Events without a field of the key, by feature group")
        Map<String, Long> keyMissing,

        @JsonPropertyDescription("Dead letters, by source and reason")
        Map<String, Map<String, Long>> deadLetters,

        @JsonPropertyDescription(
                "Records that are not committed yet: of an instance those of the partitions that it reads, in total those"
                        + " of all partitions, also of such as nobody reads; null if not known")
        Long lag,

        @JsonPropertyDescription("Records of all partitions that are not committed yet; null if not known")
        Long applicationLag,

        PerSecond perSecond,
        Latency latency) {

    /** How long things take, over about the last minute. */
    public record Latency(
            @JsonPropertyDescription("Milliseconds that a commit takes, of the slowest thread; null if there was none")
            Double commitMs,

            @JsonPropertyDescription(
                    "Milliseconds from the time of the latest event in a row until the row is written, "
                            + "of the slowest task, by stream or feature group; those that wrote none are missing")
            Map<String, Double> endToEndMs) {}

    /** Growth over the last ten seconds. */
    public record PerSecond(
            @JsonPropertyDescription("By source") Map<String, Double> events,

            @JsonPropertyDescription("By stream or feature group")
            Map<String, Double> rows) {}

    /** Every instance asks about all partitions. Of those that know, the first. */
    private static Long applicationLag(List<StatsOf> all) {
        return all.stream()
                .map(StatsOf::applicationLag)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    /** Of several together, at least one. */
    public static StatsOf sum(List<StatsOf> all) {
        return new StatsOf(
                all.stream().mapToLong(StatsOf::since).min().orElse(0),
                sum(all, StatsOf::events, Long::sum),
                sum(all, StatsOf::empty, Long::sum),
                sum(all, StatsOf::rows, Long::sum),
                sum(all, StatsOf::late, Long::sum),
                sum(all, StatsOf::keyMissing, Long::sum),
                sum(all, StatsOf::deadLetters, StatsOf::add),
                applicationLag(all),
                applicationLag(all),
                new PerSecond(
                        sum(all, stats -> stats.perSecond().events(), Double::sum),
                        sum(all, stats -> stats.perSecond().rows(), Double::sum)),
                new Latency(
                        all.stream()
                                .map(stats -> stats.latency().commitMs())
                                .filter(Objects::nonNull)
                                .max(Double::compare)
                                .orElse(null),
                        sum(all, stats -> stats.latency().endToEndMs(), Math::max)));
    }

    private static Map<String, Long> add(Map<String, Long> one, Map<String, Long> other) {
        Map<String, Long> both = new TreeMap<>(one);
        other.forEach((name, count) -> both.merge(name, count, Long::sum));
        return both;
    }

    private static <V> Map<String, V> sum(
            List<StatsOf> all, Function<StatsOf, Map<String, V>> part, BinaryOperator<V> plus) {
        Map<String, V> sum = new TreeMap<>();
        all.forEach(stats -> part.apply(stats).forEach((name, value) -> sum.merge(name, value, plus)));
        return sum;
    }
}
