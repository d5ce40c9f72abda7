// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.outputs;

import dev.penstock.event.pipeline.FeatureGroup;
import dev.penstock.event.pipeline.Pipeline;
import dev.penstock.event.pipeline.Source;
import dev.penstock.streams.deadletters.LetterCut;
import dev.penstock.streams.deadletters.LetterHeaders;
import dev.penstock.streams.topics.PipelineTopic;
import dev.penstock.streams.topics.PipelineTopic.Role;
import dev.penstock.streams.topics.PipelineTopics;
import dev.penstock.streams.topics.RecordSize;
import dev.penstock.streams.topics.TopicRules;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Tells before a pipeline starts what the settings of its topics do to what is written there. */
public final class OutputCheck {

    /** Clocks of brokers differ, and records are on their way for a while. */
    private static final long SAFE_TIME_MILLIS = 60_000;

    /**
     * Brokers stamp the markers that end transactions before they send them to each other. Where one is refused for its
     * timestamp, the broker (4.3.1) doesn't send it again, and the transaction never ends.
     */
    private static final long LEAST_TIME_MILLIS = 1_000;

    private final Pipeline pipeline;
    private final Map<String, TopicRules> rules;
    private final ProducerLimits producer;
    private final Map<Finding, List<String>> topicsByFinding = new LinkedHashMap<>();

    /** How much a finding matters. */
    public enum Weight {
        /** Records can't be written. */
        REFUSED,
        /** Records that are written don't stay. */
        LOST,
        /** Records are written otherwise than they would be. */
        CHANGED
    }

    /**
     * What the settings of some topics do.
     *
     * @param text in one line, with the topics in front
     */
    public record Finding(Weight weight, String text) {}

    private OutputCheck(Pipeline pipeline, Map<String, TopicRules> rules, ProducerLimits producer) {
        this.pipeline = pipeline;
        this.rules = rules;
        this.producer = producer;
    }

    /**
     * What is found, one for all topics of which it is the same, the worst first.
     *
     * @param rules of topics that exist; others are passed over
     */
    public static List<Finding> of(Pipeline pipeline, Map<String, TopicRules> rules, ProducerLimits producer) {
        return new OutputCheck(pipeline, rules, producer).all();
    }

    private List<Finding> all() {
        PipelineTopics.of(pipeline).stream()
                .filter(topic -> topic.role() != Role.SOURCE && rules.containsKey(topic.name()))
                .forEach(topic -> look(topic, rules.get(topic.name())));
        List<Finding> findings = new ArrayList<>();
        for (Weight weight : Weight.values()) {
            topicsByFinding.forEach((finding, topics) -> {
                if (finding.weight == weight) {
                    findings.add(new Finding(weight, String.join(", ", topics) + ": " + finding.text));
                }
            });
        }
        return List.copyOf(findings);
    }

    private void look(PipelineTopic topic, TopicRules found) {
        Source source = source(topic);
        boolean letters = topic.role() == Role.DEAD_LETTERS || topic.role() == Role.LATE;
        if (letters && !takesLetters(topic, source, found)) {
            found(
                    topic,
                    Weight.REFUSED,
                    "no letter fits into " + bytes(found.maxBatchBytes())
                            + "; set max.message.bytes to what the source has");
            return;
        }
        if (found.compacted() && !letters && !isKeyedByWindow(topic)) {
            found(
                    topic,
                    Weight.LOST,
                    topic.role() == Role.FEATURES
                            ? "of the rows of a key, only the newest stays, whatever its window (cleanup.policy;"
                                    + " record_key: key_and_window keeps one for each window)"
                            : "of the events of a key, only the newest stays (cleanup.policy)");
        }
        lookAtRetention(topic, found, letters);
        if (found.ownTimestamps()) {
            lookAtTimes(topic, source, found);
        }
        lookAtSizes(topic, source, found, letters);
    }

    /** Whether a row takes the place of those alone that it replaces. */
    private boolean isKeyedByWindow(PipelineTopic topic) {
        return pipeline.features().stream()
                .anyMatch(group ->
                        group.to().equals(topic.name()) && group.recordKey() == FeatureGroup.RecordKey.KEY_AND_WINDOW);
    }

    private void lookAtRetention(PipelineTopic topic, TopicRules found, boolean letters) {
        String kept = DurationWords.text(found.retentionMillis());
        if (letters && found.retentionMillis() != TopicRules.FOR_EVER) {
            found(topic, Weight.CHANGED, "what is set aside is kept for " + kept + " only (retention.ms)");
        } else if (found.forgetsByEventTime()) {
            found(
                    topic,
                    Weight.CHANGED,
                    "records are kept for " + kept
                            + " by their timestamps (retention.ms), so one of an event that is older"
                            + " than " + DurationWords.text(found.retentionMillis() / 2)
                            + " is stamped with the time of writing");
        }
    }

    private void lookAtTimes(PipelineTopic topic, Source source, TopicRules found) {
        String before = DurationWords.text(found.beforeMillis());
        String after = DurationWords.text(found.afterMillis());
        if (found.beforeMillis() < SAFE_TIME_MILLIS || found.afterMillis() < SAFE_TIME_MILLIS) {
            found(
                    topic,
                    found.beforeMillis() < LEAST_TIME_MILLIS ? Weight.REFUSED : Weight.LOST,
                    "timestamps are taken from " + before + " before to " + after + " after the broker's clock"
                            + " (message.timestamp.before.max.ms, message.timestamp.after.max.ms); what takes longer to get"
                            + " there is refused, and a transaction whose marker is refused never ends");
        } else if (found.beforeMillis() != TopicRules.FOR_EVER) {
            found(
                    topic,
                    Weight.CHANGED,
                    "a record of an event that is older than " + before + " is stamped with the time of writing"
                            + " (message.timestamp.before.max.ms)");
        }
        long maxFuture = source.maxFuture().toMillis();
        if (found.afterMillis() < maxFuture) {
            found(
                    topic,
                    Weight.CHANGED,
                    "max_future of " + source.name() + " lets events be " + DurationWords.text(maxFuture)
                            + " ahead; a record of one that is more than " + after
                            + " ahead is stamped with the time of writing (message.timestamp.after.max.ms)");
        }
    }

    private void lookAtSizes(PipelineTopic topic, Source source, TopicRules found, boolean letters) {
        long taken = rules.getOrDefault(source.topic(), TopicRules.DEFAULTS).maxBatchBytes();
        long most = Math.min(found.maxBatchBytes(), producer.mostBytes());
        boolean rows = topic.role() == Role.FEATURES;
        if (most >= (rows ? TopicRules.DEFAULTS.maxBatchBytes() : taken)) {
            return;
        }
        String what = letters
                ? "larger letters are cut"
                : rows ? "larger rows go to the late topic" : "events that are larger are dead letters";
        String setting = most < found.maxBatchBytes() ? producer.setting() : "max.message.bytes";
        String than = rows ? "" : ", and " + source.topic() + " takes records of " + bytes(taken);
        found(topic, Weight.CHANGED, what + ": at most " + bytes(most) + " (" + setting + ")" + than);
    }

    private static String bytes(long number) {
        return String.format(Locale.ROOT, "%,d bytes", number);
    }

    private void found(PipelineTopic topic, Weight weight, String text) {
        topicsByFinding
                .computeIfAbsent(new Finding(weight, text), finding -> new ArrayList<>())
                .add(topic.name());
    }

    private Source source(PipelineTopic topic) {
        return switch (topic.role()) {
            case SOURCE, DEAD_LETTERS ->
                pipeline.sources().stream()
                        .filter(source -> source.topic().equals(topic.name())
                                || source.deadLetterTopic().equals(topic.name()))
                        .findFirst()
                        .orElseThrow();
            case STREAM ->
                pipeline.sourceOf(pipeline.streams().stream()
                        .filter(stream -> stream.to().equals(topic.name()))
                        .findFirst()
                        .orElseThrow()
                        .from());
            case FEATURES, LATE -> pipeline.sourceOf(group(topic).from());
        };
    }

    private FeatureGroup group(PipelineTopic topic) {
        return pipeline.features().stream()
                .filter(group ->
                        group.to().equals(topic.name()) || group.lateTopic().equals(topic.name()))
                .findFirst()
                .orElseThrow();
    }

    /** Whether the least of a letter fits. */
    private boolean takesLetters(PipelineTopic topic, Source source, TopicRules found) {
        Headers notes = new RecordHeaders();
        note(notes, LetterHeaders.EXCEPTION, "x".repeat(100));
        note(notes, LetterHeaders.MESSAGE, "x".repeat(20) + ": ");
        note(notes, LetterHeaders.TOPIC, source.topic());
        note(notes, LetterHeaders.PARTITION, "10000");
        note(notes, LetterHeaders.OFFSET, "1000000000000");
        note(notes, LetterHeaders.TIMESTAMP, "1000000000000000");
        var letter = new ProducerRecord<>(topic.name(), null, 0L, new byte[500], new byte[500], notes);
        long most = Math.min(producer.mostBytes(), RecordSize.surelyWithin(found.maxBatchBytes()));
        return LetterCut.cut(letter, most - (found.compacted() ? LetterCut.keyedAloneBytes(letter) : 0))
                .isPresent();
    }

    private static void note(Headers notes, String name, String text) {
        notes.add(name, text.getBytes(StandardCharsets.UTF_8));
    }
}
