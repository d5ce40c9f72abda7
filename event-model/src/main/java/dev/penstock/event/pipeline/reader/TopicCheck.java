// SPDX-License-Identifier: Apache-2.0
package dev.penstock.event.pipeline.reader;

import dev.penstock.event.pipeline.Enricher;
import dev.penstock.event.pipeline.FeatureGroup;
import dev.penstock.event.pipeline.Source;
import dev.penstock.event.pipeline.mistake.Quote;
import dev.penstock.event.pipeline.reader.yaml.Node;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Checks that no two outputs share a topic, the changelogs of what is kept among them, and that none is a source's. Two
 * topics that differ only in {@code .} and {@code _} count as one: Kafka refuses to create them both, since they'd be one
 * in the names of its metrics.
 */
final class TopicCheck {

    private final Map<String, Use> uses = new HashMap<>();

    /** @param does for a message: who does what with the topic, such as {@code source 'logins' reads} */
    private record Use(String topic, String does, boolean isSource) {}

    private TopicCheck() {}

    static void check(PipelineDraft draft) {
        new TopicCheck().all(draft);
    }

    /** What the file names comes before what is derived from it, so that a clash of both is told as the former. */
    private void all(PipelineDraft draft) {
        Map<Node, Use> derived = new LinkedHashMap<>();
        draft.knownSources()
                .forEach(source -> source.topic().ifRead((topic, at) -> {
                    String name = "source " + Quote.quote(source.name());
                    if (isFree(new Use(topic, name + " reads", true), at)) {
                        derived.put(
                                at,
                                new Use(
                                        topic + Source.DEAD_LETTER_SUFFIX,
                                        "dead letters of " + name + " go to",
                                        false));
                    }
                }));
        draft.knownStreams()
                .forEach(stream -> stream.to()
                        .ifRead((topic, at) ->
                                isFree(new Use(topic, "stream " + Quote.quote(stream.name()) + " writes", false), at)));
        draft.knownGroups()
                .forEach(group -> group.to().ifRead((topic, at) -> {
                    String name = "feature group " + Quote.quote(group.name());
                    if (isFree(new Use(topic, name + " writes", false), at)) {
                        derived.put(
                                at,
                                new Use(topic + FeatureGroup.LATE_SUFFIX, "late events of " + name + " go to", false));
                    }
                }));
        derived.forEach((at, use) -> isFree(use, at));
        changelogs(draft);
    }

    /** Names of sources, streams and groups have no dots, but the names of what some of them keep do. */
    private void changelogs(PipelineDraft draft) {
        draft.knownSources()
                .forEach(source -> source.dedup().ifRead((dedup, at) -> {
                    if (dedup.isPresent()) {
                        isFree(
                                changelog("source", source.name(), ".ids", "ids"),
                                source.entry().key());
                    }
                }));
        draft.knownStreams()
                .forEach(stream -> stream.enrichers().ifRead((enrichers, at) -> {
                    if (enrichers.stream().anyMatch(Enricher.Session.class::isInstance)) {
                        isFree(
                                changelog("stream", stream.name(), ".sessions", "sessions"),
                                stream.entry().key());
                    }
                }));
        draft.knownGroups()
                .forEach(group -> group.emission().ifRead((emission, at) -> {
                    if (emission.waitsForIdle().isPresent()) {
                        isFree(
                                changelog("feature group", group.name(), ".open", "open windows"),
                                group.entry().key());
                    }
                }));
        draft.knownGroups()
                .forEach(group -> isFree(
                        changelog("feature group", group.name(), "", "tiles"),
                        group.entry().key()));
    }

    private static Use changelog(String kind, String name, String store, String content) {
        return new Use(
                "APPLICATION-ID-" + name + store + "-changelog",
                kind + " " + Quote.quote(name) + " keeps its " + content + " in",
                false);
    }

    private boolean isFree(Use use, Node at) {
        Use other = uses.putIfAbsent(use.topic.replace('.', '_'), use);
        if (other == null) {
            return true;
        }
        String rule;
        if (use.isSource) {
            rule = "two sources can't share a topic";
        } else if (other.isSource) {
            rule = "what is written there would be read again";
        } else {
            rule = "two outputs can't share a topic";
        }
        String same = use.topic.equals(other.topic)
                ? ""
                : " (Kafka allows only one of two topics that differ in '.' and '_')";
        at.wrong(use.does + " " + Quote.quote(use.topic) + ", and " + other.does + " " + Quote.quote(other.topic) + ": "
                + rule + same);
        return false;
    }
}
