// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.topics;

import dev.penstock.event.pipeline.EventStream;
import dev.penstock.event.pipeline.FeatureGroup;
import dev.penstock.event.pipeline.Pipeline;
import dev.penstock.event.pipeline.Source;
import dev.penstock.streams.topics.PipelineTopic.Role;
import org.apache.kafka.common.config.TopicConfig;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Which topics a pipeline needs. */
public final class PipelineTopics {

    /**
     * What a record may come to that is passed on with a note of what is wrong with it: the three mebibytes that the
     * producer sends at most, unless it is told otherwise, and the frame around them.
     */
    private static final int MAX_NOTED_RECORD_BYTES = (3 << 20) + (64 << 10);

    /** Event times and the timestamps of odd records are not the broker's to judge: {@code max_future} does. */
    private static final Map<String, String> ANY_TIME = Map.of(
            TopicConfig.MESSAGE_TIMESTAMP_BEFORE_MAX_MS_CONFIG,
            String.valueOf(Long.MAX_VALUE),
            TopicConfig.MESSAGE_TIMESTAMP_AFTER_MAX_MS_CONFIG,
            String.valueOf(Long.MAX_VALUE));

    /**
     * Records that are passed on keep their timestamp, which can be years old, and retention goes by it. So they stay
     * until somebody decides otherwise.
     */
    private static final Map<String, String> NOTED = Map.of(
            TopicConfig.MESSAGE_TIMESTAMP_BEFORE_MAX_MS_CONFIG,
            String.valueOf(Long.MAX_VALUE),
            TopicConfig.MESSAGE_TIMESTAMP_AFTER_MAX_MS_CONFIG,
            String.valueOf(Long.MAX_VALUE),
            TopicConfig.RETENTION_MS_CONFIG,
            "-1",
            TopicConfig.MAX_MESSAGE_BYTES_CONFIG,
            String.valueOf(MAX_NOTED_RECORD_BYTES));

    private PipelineTopics() {}

    /** Sources first, each with its dead letters, then streams, then feature groups, each with its late events. */
    public static List<PipelineTopic> of(Pipeline pipeline) {
        List<PipelineTopic> topics = new ArrayList<>();
        for (Source source : pipeline.sources()) {
            topics.add(new PipelineTopic(source.topic(), Role.SOURCE, source.topic(), Map.of()));
            topics.add(new PipelineTopic(source.deadLetterTopic(), Role.DEAD_LETTERS, source.topic(), NOTED));
        }
        for (EventStream stream : pipeline.streams()) {
            topics.add(new PipelineTopic(stream.to(), Role.STREAM, stream.to(), ANY_TIME));
        }
        for (FeatureGroup group : pipeline.features()) {
            topics.add(new PipelineTopic(group.to(), Role.FEATURES, group.to(), ANY_TIME));
            topics.add(new PipelineTopic(group.lateTopic(), Role.LATE, group.lateTopic(), NOTED));
        }
        return List.copyOf(topics);
    }
}
