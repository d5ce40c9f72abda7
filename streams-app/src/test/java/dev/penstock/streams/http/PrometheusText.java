// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.http;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Reads the text format of Prometheus, strictly: what the format allows but Prometheus' own check of names would report
 * is refused, too.
 */
record PrometheusText(Map<String, Family> families) {

    private static final Pattern COMMENT = Pattern.compile("# (HELP|TYPE) ([a-z_][a-z0-9_]*) (.*)");
    private static final Pattern SAMPLE = Pattern.compile("([a-z_][a-z0-9_]*)(?:\\{(.*)})? (\\S+)");
    private static final Pattern LABEL =
            Pattern.compile("([a-z_][a-z0-9_]*)=\"((?:[^\"\\\\\n]|\\\\[\"\\\\n])*)\"(?:,|$)");
    private static final Pattern ABBREVIATION = Pattern.compile(".*_(s|ms|us|ns|sec|b|kb|mb|gb|tb|pb|m|h|d)(_.*)?");
    private static final Pattern RESERVED = Pattern.compile(".*_(bucket|count|sum)");

    /** All samples of a name. */
    record Family(String name, String type, String help, List<Sample> samples) {

        /** Of those samples whose name is the family's. */
        double sum() {
            return sum(name);
        }

        double sum(String sample) {
            return samples.stream()
                    .filter(one -> one.name().equals(sample))
                    .mapToDouble(Sample::value)
                    .sum();
        }
    }

    /** One line. */
    record Sample(String name, Map<String, String> labels, double value) {}

    static PrometheusText read(String text) {
        assertThat(text).endsWith("\n");
        Map<String, Family> families = new LinkedHashMap<>();
        Family current = null;
        String help = "";
        for (String line : text.lines().toList()) {
            Matcher comment = COMMENT.matcher(line);
            if (comment.matches() && comment.group(1).equals("HELP")) {
                help = comment.group(3);
            } else if (comment.matches()) {
                current = new Family(comment.group(2), comment.group(3), help, new ArrayList<>());
                help = "";
                assertThat(families.put(current.name(), current)).as(line).isNull();
            } else {
                assertThat(current).as(line).isNotNull();
                current.samples().add(sample(line, current));
            }
        }
        families.values().forEach(PrometheusText::check);
        return new PrometheusText(families);
    }

    private static Sample sample(String line, Family family) {
        Matcher match = SAMPLE.matcher(line);
        assertThat(match.matches()).as(line).isTrue();
        String name = match.group(1);
        List<String> suffixes = switch (family.type()) {
            case "counter", "gauge" -> List.of("");
            case "histogram" -> List.of("_bucket", "_count", "_sum");
            case "summary" -> List.of("", "_count", "_sum");
            default -> List.of();
        };
        assertThat(suffixes).as(line).anyMatch(suffix -> name.equals(family.name() + suffix));
        return new Sample(name, labels(match.group(2) == null ? "" : match.group(2), line), number(match.group(3)));
    }

    private static Map<String, String> labels(String text, String line) {
        Map<String, String> labels = new LinkedHashMap<>();
        Matcher label = LABEL.matcher(text);
        int end = 0;
        while (end < text.length() && label.find(end)) {
            assertThat(label.start()).as(line).isEqualTo(end);
            assertThat(labels.put(label.group(1), label.group(2))).as(line).isNull();
            end = label.end();
        }
        assertThat(end).as(line).isEqualTo(text.length());
        return labels;
    }

    private static double number(String text) {
        return switch (text) {
            case "+Inf" -> Double.POSITIVE_INFINITY;
            case "-Inf" -> Double.NEGATIVE_INFINITY;
            default -> Double.parseDouble(text);
        };
    }

    private static void check(Family family) {
        String name = family.name();
        assertThat(family.samples()).as(name).isNotEmpty();
        assertThat(family.help()).as(name).isNotBlank();
        assertThat(name.endsWith("_total")).as(name).isEqualTo(family.type().equals("counter"));
        assertThat(name).doesNotMatch(ABBREVIATION).doesNotMatch(RESERVED);
        assertThat(family.samples().stream().map(one -> one.name() + one.labels()))
                .as(name)
                .doesNotHaveDuplicates();
        assertThat(family.samples().stream()
                        .map(one -> without(one.labels(), "le").keySet())
                        .distinct())
                .as("labels of " + name)
                .hasSize(1);
        if (family.type().equals("histogram")) {
            checkBuckets(family);
        }
    }

    /** Buckets only grow, and the last holds all. */
    private static void checkBuckets(Family family) {
        Map<Map<String, String>, Double> last = new LinkedHashMap<>();
        for (Sample sample : family.samples()) {
            Map<String, String> series = without(sample.labels(), "le");
            if (sample.name().endsWith("_bucket")) {
                assertThat(sample.value()).as(family.name()).isGreaterThanOrEqualTo(last.getOrDefault(series, 0.0));
                last.put(series, sample.value());
            } else if (sample.name().endsWith("_count")) {
                assertThat(last).as(family.name()).containsEntry(series, sample.value());
            }
        }
    }

    private static Map<String, String> without(Map<String, String> labels, String name) {
        Map<String, String> rest = new LinkedHashMap<>(labels);
        rest.remove(name);
        return rest;
    }

    Family family(String name) {
        assertThat(families).containsKey(name);
        return families.get(name);
    }

    /** The value of the one sample that has these labels and no others; 0 if there is none. */
    double value(String name, Map<String, String> labels) {
        return families.values().stream()
                .flatMap(family -> family.samples().stream())
                .filter(sample -> sample.name().equals(name) && sample.labels().equals(labels))
                .mapToDouble(Sample::value)
                .sum();
    }
}
