// SPDX-License-Identifier: Apache-2.0
package dev.penstock.event.pipeline.reader;

import dev.penstock.event.pipeline.Emission;
import dev.penstock.event.pipeline.FeatureGroup;
import dev.penstock.event.pipeline.Pipeline;
import dev.penstock.event.pipeline.Pipeline.Engine;
import dev.penstock.event.pipeline.reader.section.GroupDraft;
import dev.penstock.event.pipeline.reader.section.GroupReader;
import dev.penstock.event.pipeline.reader.section.SourceDraft;
import dev.penstock.event.pipeline.reader.section.SourceReader;
import dev.penstock.event.pipeline.reader.section.StoreDraft;
import dev.penstock.event.pipeline.reader.section.StoreReader;
import dev.penstock.event.pipeline.reader.section.StreamDraft;
import dev.penstock.event.pipeline.reader.section.StreamReader;
import dev.penstock.event.pipeline.reader.yaml.Node;
import dev.penstock.event.pipeline.reader.yaml.NodeValues;
import dev.penstock.event.pipeline.reader.yaml.ReadResult;
import dev.penstock.event.pipeline.reader.yaml.Section;

import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * The whole file as far as it could be read. A section is wrong when not even the names in it are known; what is wrong
 * with one source, stream or group is told by its draft.
 */
record PipelineDraft(
        ReadResult<String> name,
        ReadResult<Engine> engine,
        ReadResult<List<SourceDraft>> sources,
        ReadResult<List<StreamDraft>> streams,
        ReadResult<List<GroupDraft>> features,
        ReadResult<List<StoreDraft>> stores) {

    static final List<String> KEYS = List.of("name", "engine", "sources", "streams", "features", "stores");
    static final Map<String, Engine> ENGINES = NodeValues.words(Engine.values());

    /** How many sources, streams and feature groups a file has of each. */
    static final int MAX_NAMES = 1_000;

    static PipelineDraft read(Node root) {
        Section section = root.section(KEYS);
        var draft = new PipelineDraft(
                section.optional("name", "", NodeValues::applicationName),
                section.optional("engine", Engine.MICRO_BATCH, node -> NodeValues.oneOf(node, ENGINES)),
                section.required("sources", node -> named(node, "a mapping of names to sources", SourceReader::read)),
                section.optional(
                        "streams", List.of(), node -> named(node, "a mapping of names to streams", StreamReader::read)),
                section.optional(
                        "features",
                        List.of(),
                        node -> named(node, "a mapping of names to feature groups", GroupReader::read)),
                section.optional(
                        "stores", List.of(), node -> named(node, "a mapping of names to stores", StoreReader::read)));
        draft.checkSources();
        // A key that is unknown may well be what the streams or groups were put under.
        if (section.isComplete()) {
            draft.checkOutputs(root);
        }
        draft.checkEmission();
        draft.checkScores();
        return draft;
    }

    private static <T> ReadResult<List<T>> named(Node node, String expected, Function<Node.Entry, T> reader) {
        return node.entries(expected)
                .flatMap(entries -> entries.size() > MAX_NAMES
                        ? node.wrong("expected at most " + MAX_NAMES + " of them, found " + entries.size())
                        : node.read(entries.stream().map(reader).toList()));
    }

    private void checkSources() {
        sources.ifRead((found, at) -> {
            if (found.isEmpty()) {
                at.wrong("a pipeline needs at least one source");
            }
        });
    }

    private void checkOutputs(Node root) {
        streams.ifRead((found, at) -> features.ifRead((groups, same) -> {
            if (found.isEmpty() && groups.isEmpty()) {
                root.wrong("a pipeline needs at least one stream or feature group");
            }
        }));
    }

    private void checkEmission() {
        if (engine.isRead() && engine.value() == Engine.PER_EVENT) {
            knownGroups()
                    .forEach(group -> group.emission().ifRead((emission, at) -> {
                        if (emission instanceof Emission.Final) {
                            at.wrong(
                                    "engine: per-event writes rows as events come; leave emit out, or use engine: micro-batch");
                        } else if (emission instanceof Emission.Rolling) {
                            at.wrong(
                                    "engine: per-event has no rolling columns; leave rolling out, or use engine: micro-batch");
                        }
                    }));
        }
    }

    private void checkScores() {
        if (engine.isRead() && engine.value() == Engine.PER_EVENT) {
            knownStreams()
                    .forEach(stream -> stream.scores().ifRead((scores, at) -> {
                        if (!scores.isEmpty()) {
                            at.wrong("engine: per-event writes events one by one and asks no models; use engine:"
                                    + " micro-batch");
                        }
                    }));
        }
    }

    /** The sources that are known, right or wrong. */
    List<SourceDraft> knownSources() {
        return sources.isRead() ? sources.value() : List.of();
    }

    /** The streams that are known, right or wrong. */
    List<StreamDraft> knownStreams() {
        return streams.isRead() ? streams.value() : List.of();
    }

    /** The feature groups that are known, right or wrong. */
    List<GroupDraft> knownGroups() {
        return features.isRead() ? features.value() : List.of();
    }

    /** The stores that are known, right or wrong. */
    List<StoreDraft> knownStores() {
        return stores.isRead() ? stores.value() : List.of();
    }

    /** @throws IllegalStateException if a part is wrong */
    Pipeline pipeline() {
        List<FeatureGroup> groups =
                features.value().stream().map(GroupDraft::group).toList();
        return new Pipeline(
                name.value(),
                engine.value(),
                sources.value().stream().map(SourceDraft::source).toList(),
                streams.value().stream().map(StreamDraft::stream).toList(),
                groups,
                stores.value().stream()
                        .map(store -> store.store(name.value(), groups))
                        .toList());
    }
}
