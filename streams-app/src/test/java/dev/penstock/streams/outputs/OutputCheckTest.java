// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.outputs;

import dev.penstock.event.pipeline.Pipeline;
import dev.penstock.event.pipeline.reader.PipelineReader;
import dev.penstock.streams.outputs.OutputCheck.Finding;
import dev.penstock.streams.outputs.OutputCheck.Weight;
import dev.penstock.streams.topics.PipelineTopics;
import dev.penstock.streams.topics.TopicRules;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

class OutputCheckTest {

    private static final Pipeline PIPELINE = PipelineReader.read("test.yaml", """
            sources:
              clicks: {topic: clicks, partitioned_by: user, timestamp: {field: at, unit: millis}, max_future: 1d}
            streams:
              copy: {from: clicks, to: copies}
            features:
              g: {from: clicks, key: user, window: 1m, to: rows, columns: {n: {count: events}}}
              w: {from: clicks, key: user, window: 1m, to: rows-by-window, record_key: key_and_window, columns: {n: {count: events}}}
            """);

    private static final Map<String, String> MADE = Map.of(
            "max.message.bytes", "3300000",
            "message.timestamp.after.max.ms", String.valueOf(Long.MAX_VALUE),
            "retention.ms", "-1");

    @Test
    void shouldFindNothingInTopicsThatPenstockMakes() {
        assertThat(findings(Map.of())).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "clicks-dlq | max.message.bytes | 100 | REFUSED | no letter fits into 100 bytes",
                "rows-late | max.message.bytes | 100 | REFUSED | no letter fits into 100 bytes",
                "rows | cleanup.policy | compact | LOST | only the newest stays, whatever its window",
                "copies | cleanup.policy | compact,delete | LOST | only the newest stays (cleanup.policy)",
                "rows | retention.ms | 604800000 | CHANGED | older than 3 days 12 h is stamped with the time of writing",
                "clicks-dlq | retention.ms | 604800000 | CHANGED | what is set aside is kept for 7 days only",
                "rows | message.timestamp.after.max.ms | 3600000 | CHANGED | more than 1 h ahead is stamped",
                "rows | message.timestamp.before.max.ms | 0 | REFUSED | a transaction whose marker is refused never ends",
                "rows | message.timestamp.after.max.ms | 5000 | LOST | what takes longer to get there is refused",
                "rows | message.timestamp.before.max.ms | 3600000 | CHANGED | older than 1 h is stamped",
                "clicks-dlq | max.message.bytes | 100000 | CHANGED | larger letters are cut: at most 100,000 bytes",
                "copies | max.message.bytes | 100000 | CHANGED | events that are larger are dead letters",
                "rows | max.message.bytes | 100000 | CHANGED | larger rows go to the late topic",
                "clicks | max.message.bytes | 10000000 | CHANGED | larger letters are cut: at most 3,145,728 bytes",
            })
    void shouldSayInOneLineWhatASettingDoes(String topic, String setting, String value, Weight weight, String text) {
        assertThat(findings(Map.of(topic, Map.of(setting, value))))
                .filteredOn(finding -> finding.text().contains(text))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.weight()).isEqualTo(weight);
                    assertThat(finding.text())
                            .contains(topic)
                            .contains(setting.equals("max.message.bytes") ? "" : setting);
                });
    }

    @Test
    void shouldLetRowsBeCompactedWhereTheirRecordKeyHasTheWindow() {
        assertThat(findings(Map.of("rows-by-window", Map.of("cleanup.policy", "compact"))))
                .isEmpty();
    }

    @Test
    void shouldSayItOnceForAllTopicsOfWhichItIsTheSame() {
        Map<String, String> week = Map.of("retention.ms", "604800000");

        assertThat(findings(Map.of("rows", week, "copies", week)))
                .singleElement()
                .satisfies(finding -> assertThat(finding.text()).startsWith("copies, rows: "));
    }

    @Test
    void shouldPassOverTopicsThatStampRecordsThemselves() {
        Map<String, String> week = Map.of(
                "retention.ms",
                "604800000",
                "message.timestamp.type",
                "LogAppendTime",
                "message.timestamp.after.max.ms",
                "0");

        assertThat(findings(Map.of("rows", week))).isEmpty();
    }

    private static List<Finding> findings(Map<String, Map<String, String>> others) {
        Map<String, TopicRules> rules = new HashMap<>();
        PipelineTopics.of(PIPELINE).forEach(topic -> {
            Map<String, String> settings = new HashMap<>(MADE);
            settings.putAll(others.getOrDefault(topic.name(), Map.of()));
            rules.put(topic.name(), TopicRules.of(settings));
        });
        rules.computeIfPresent("clicks", (topic, found) -> others.containsKey(topic) ? found : TopicRules.DEFAULTS);
        return OutputCheck.of(PIPELINE, rules, ProducerLimits.USUAL);
    }
}
