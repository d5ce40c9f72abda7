// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.topics;

import dev.penstock.event.pipeline.reader.PipelineReader;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class PipelineTopicsTest {

    private static final String PIPELINE = """
            sources:
              clicks: {topic: clicks, partitioned_by: user, timestamp: {field: at, unit: millis}}
              logins: {topic: logins, partitioned_by: user, timestamp: {field: at, unit: millis}}
            streams:
              humans: {from: clicks, where: {bot: false}, to: human-clicks}
            features:
              activity: {from: humans, key: user, window: 1m, to: activity, columns: {n: {count: events}}}
            """;

    @Test
    void shouldNameAllThatIsReadAndWritten() {
        var topics = PipelineTopics.of(PipelineReader.read("test.yaml", PIPELINE));

        assertThat(topics)
                .extracting(topic -> topic.name() + " " + topic.role().code())
                .containsExactly(
                        "clicks source",
                        "clicks-dlq dead-letters",
                        "logins source",
                        "logins-dlq dead-letters",
                        "human-clicks stream",
                        "activity features",
                        "activity-late late");
    }

    @Test
    void shouldKeepWhatIsSetAsideHoweverLargeAndOldItIs() {
        var topics = PipelineTopics.of(PipelineReader.read("test.yaml", PIPELINE));

        assertThat(topics)
                .filteredOn(topic -> topic.name().matches("clicks-dlq|activity-late"))
                .hasSize(2)
                .allSatisfy(topic -> {
                    assertThat(topic.configs()).containsEntry("retention.ms", "-1");
                    assertThat(Integer.parseInt(topic.configs().get("max.message.bytes")))
                            .isGreaterThan(2 << 20);
                });
        assertThat(topics)
                .filteredOn(topic -> topic.name().matches("clicks|human-clicks|activity"))
                .hasSize(3)
                .allSatisfy(
                        topic -> assertThat(topic.configs()).doesNotContainKeys("retention.ms", "max.message.bytes"));
    }
}
