// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.docs;

import dev.penstock.event.Durations;
import dev.penstock.event.pipeline.Emission;
import dev.penstock.event.pipeline.Enricher;
import dev.penstock.event.pipeline.EventStream;
import dev.penstock.event.pipeline.FeatureGroup;
import dev.penstock.event.pipeline.Pipeline;
import dev.penstock.event.pipeline.Source;
import dev.penstock.streams.topology.TopologyGraph;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

import static dev.penstock.streams.docs.Markdown.code;
import static dev.penstock.streams.docs.Markdown.codes;

/** Says what every topic, field, store and feature of a pipeline is. */
final class Dictionary {

    private static final String PREFIX = "<application.id>-";

    private final Pipeline pipeline;
    private final TopologyGraph graph;
    private final Markdown page;

    private Dictionary(Pipeline pipeline, TopologyGraph graph, Markdown page) {
        this.pipeline = pipeline;
        this.graph = graph;
        this.page = page;
    }

    /** Adds all of it to a page. */
    static void addTo(Markdown page, Pipeline pipeline, TopologyGraph graph) {
        var dictionary = new Dictionary(pipeline, graph, page);
        dictionary.addTopics();
        dictionary.addSources();
        dictionary.addStreams();
        dictionary.addFeatures();
        dictionary.addStores();
    }

    private void addTopics() {
        List<List<String>> rows = new ArrayList<>();
        for (Source source : pipeline.sources()) {
            rows.add(List.of(
                    code(source.topic()),
                    "source " + code(source.name()),
                    PipelineWords.recordKey(source.key()),
                    "event, JSON",
                    "your applications",
                    codes(readers(source.name()))));
            rows.add(List.of(
                    code(source.deadLetterTopic()),
                    "dead letters of " + code(source.name()),
                    "as it came",
                    "as it came",
                    code(source.name()) + " and its streams",
                    "`./penstock dlq`"));
        }
        for (EventStream stream : pipeline.streams()) {
            rows.add(List.of(
                    code(stream.to()),
                    "stream " + code(stream.name()),
                    "as it came",
                    "enriched event, JSON",
                    code(stream.name()),
                    "your applications"));
        }
        for (FeatureGroup group : pipeline.features()) {
            rows.add(List.of(
                    code(group.to()),
                    "feature rows of " + code(group.name()),
                    PipelineWords.recordKey(group),
                    "feature row, JSON",
                    code(group.name()),
                    "your applications"));
            String otherwise = group.emission() instanceof Emission.Final
                    ? "as it came; after the final row or past the retention: "
                    : "as it came; past the retention: ";
            rows.add(List.of(
                    code(group.lateTopic()),
                    "late events of " + code(group.name()),
                    otherwise + "entity key",
                    otherwise + "feature row",
                    code(group.name()),
                    "`./penstock dlq`"));
        }
        for (TopologyGraph.Topic topic : graph.parts(TopologyGraph.Topic.class)) {
            if (topic.name().endsWith("-repartition")) {
                rows.add(List.of(
                        code(PREFIX + topic.name()),
                        "internal",
                        isOfStream(topic.name()) ? "what its sessions are of" : "entity key",
                        isOfStream(topic.name()) ? "events as they came" : "tiles, binary",
                        "Penstock",
                        "Penstock"));
            }
        }
        for (String store : restoredStores()) {
            rows.add(List.of(
                    code(changelog(store)),
                    "internal",
                    "that of the store",
                    "that of the store",
                    "Penstock",
                    "Penstock, to restore " + code(store)));
        }
        page.heading(2, "Topics")
                .paragraph("Records are partitioned by their key.")
                .table(List.of("topic", "what it is", "record key", "value", "written by", "read by"), rows);
    }

    private boolean isOfStream(String repartitionTopic) {
        return pipeline.streams().stream().anyMatch(stream -> repartitionTopic.equals(stream.name() + "-repartition"));
    }

    private List<String> readers(String name) {
        return Stream.concat(
                        pipeline.streamsFrom(name).stream().map(EventStream::name),
                        pipeline.featuresFrom(name).stream().map(FeatureGroup::name))
                .toList();
    }

    private void addSources() {
        page.heading(2, "Fields of sources")
                .paragraph("The fields that the pipeline looks at. Events may have any others.");
        for (Source source : pipeline.sources()) {
            page.heading(3, code(source.name()))
                    .table(
                            List.of("field", "type", "used for"),
                            KnownFields.of(pipeline, source).stream()
                                    .map(known ->
                                            List.of(code(known.field()), known.type(), String.join(", ", known.uses())))
                                    .toList());
        }
    }

    private void addStreams() {
        page.heading(2, "Fields of streams");
        for (EventStream stream : pipeline.streams()) {
            List<List<String>> rows = new ArrayList<>();
            stream.select()
                    .forEach((field, from) ->
                            rows.add(List.of(code(field), "as it came", code(from) + " of " + code(stream.from()))));
            for (Enricher enricher : stream.enrichers()) {
                for (Enricher.Output output : enricher.outputs()) {
                    boolean isText = output.type() == Enricher.Output.Type.TEXT;
                    rows.add(List.of(
                            code(output.field()), isText ? "text" : "number", EnricherWords.meaning(enricher, output)));
                }
            }
            stream.scores()
                    .forEach(score -> score.added()
                            .forEach(output -> rows.add(List.of(
                                    code(output.field()),
                                    output.type() == Enricher.Output.Type.TEXT ? "text" : "number",
                                    "what the model at " + code(score.url().toString()) + " says of the text in "
                                            + code(score.field())))));
            stream.set()
                    .forEach((field, value) -> rows.add(
                            List.of(code(field), PipelineWords.scalarType(value), "always " + code(value.asText()))));
            page.heading(3, code(stream.name()))
                    .paragraph("Events of " + code(stream.from()) + PipelineWords.filter(stream.where())
                            + (stream.select().isEmpty() ? ", with all their fields and:" : ", with these fields:"))
                    .table(List.of("field", "type", "meaning"), rows);
        }
    }

    private void addFeatures() {
        page.heading(2, "Features");
        for (FeatureGroup group : pipeline.features()) {
            List<List<String>> rows = new ArrayList<>();
            String keyType = group.hasTypedKeys() ? "text, integer or boolean" : "text";
            group.key().forEach(field -> rows.add(List.of(code(field), keyType, "key")));
            rows.add(List.of("`window_start`", "integer", "first millisecond of the window, since 1970"));
            rows.add(List.of("`window_end`", "integer", "first millisecond after the window, since 1970"));
            group.columns().forEach(column -> {
                var meaning = PipelineWords.meaning(column);
                rows.add(List.of(code(column.name()), meaning.type(), meaning.text()));
            });
            if (group.emission() instanceof Emission.Rolling rolling) {
                rolling.spans()
                        .forEach(span -> group.columns().forEach(column -> {
                            var meaning = PipelineWords.meaning(column);
                            String last = "the same over the last " + span.text() + ", up to the end of the window";
                            rows.add(List.of(code(span.name(column.name())), meaning.type(), last));
                        }));
            }
            page.heading(3, code(group.name()))
                    .paragraph(String.format(
                                    Locale.ROOT,
                                    "One row for each %swindow of %s, over all events of %s.",
                                    group.key().isEmpty() ? "" : codes(group.key()) + " and ",
                                    group.window().words(),
                                    code(group.from()))
                            + " A window takes events until " + Durations.text(group.grace()) + " after its end.")
                    .table(List.of("field", "type", "meaning"), rows);
        }
    }

    private void addStores() {
        List<List<String>> rows = new ArrayList<>();
        for (Source source : pipeline.sources()) {
            source.dedup()
                    .ifPresent(dedup -> rows.add(List.of(
                            code(source.idStore()),
                            "window, RocksDB",
                            "the text of " + codes(dedup.by()) + ", start of a window",
                            "time and offset of the event that was taken",
                            Durations.text(dedup.within()),
                            code(changelog(source.idStore())))));
        }
        for (EventStream stream : pipeline.streams()) {
            sessions(stream)
                    .ifPresent(session -> rows.add(List.of(
                            code(stream.sessionStore()),
                            "key-value, RocksDB",
                            session.by().map(Markdown::code).orElse("record key"),
                            "the running session",
                            "until " + Durations.text(session.gap()) + " have passed without an event",
                            code(changelog(stream.sessionStore())))));
        }
        for (FeatureGroup group : pipeline.features()) {
            rows.add(List.of(
                    code(group.name()),
                    "window, RocksDB",
                    "entity key, start of the window",
                    "tile: what the columns have gathered",
                    Durations.text(group.storeRetention()),
                    code(changelog(group.name()))));
        }
        for (TopologyGraph.Store store : graph.parts(TopologyGraph.Store.class)) {
            if (!restoredStores().contains(store.name())) {
                rows.add(List.of(
                        code(store.name()),
                        "hook, without content",
                        "none",
                        "none; it makes what was gathered on the heap leave before each commit",
                        "never",
                        "none"));
            }
        }
        page.heading(2, "Stores")
                .paragraph("Time is event time.")
                .table(List.of("store", "type", "key", "value", "kept for", "changelog topic"), rows);
    }

    private List<String> restoredStores() {
        return Stream.of(
                        pipeline.sources().stream()
                                .filter(source -> source.dedup().isPresent())
                                .map(Source::idStore),
                        pipeline.streams().stream()
                                .filter(stream -> sessions(stream).isPresent())
                                .map(EventStream::sessionStore),
                        pipeline.features().stream().map(FeatureGroup::name))
                .flatMap(names -> names)
                .toList();
    }

    private static Optional<Enricher.Session> sessions(EventStream stream) {
        return stream.enrichers().stream()
                .filter(Enricher.Session.class::isInstance)
                .map(Enricher.Session.class::cast)
                .findFirst();
    }

    private static String changelog(String store) {
        return PREFIX + store + "-changelog";
    }
}
