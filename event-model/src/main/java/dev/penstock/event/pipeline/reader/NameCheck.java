// SPDX-License-Identifier: Apache-2.0
package dev.penstock.event.pipeline.reader;

import dev.penstock.event.pipeline.mistake.Quote;
import dev.penstock.event.pipeline.mistake.Suggestion;
import dev.penstock.event.pipeline.reader.section.GroupDraft;
import dev.penstock.event.pipeline.reader.section.StreamDraft;
import dev.penstock.event.pipeline.reader.yaml.Node;
import dev.penstock.event.pipeline.reader.yaml.ReadResult;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Checks that names are unique and that every {@code from} leads back to a source. */
final class NameCheck {

    /** How many streams of a circle are told. */
    private static final int MAX_TOLD = 12;

    private final PipelineDraft draft;
    private final Map<String, String> kinds = new LinkedHashMap<>();
    private final Map<String, StreamDraft> streams = new LinkedHashMap<>();

    private NameCheck(PipelineDraft draft) {
        this.draft = draft;
    }

    static void check(PipelineDraft draft) {
        var check = new NameCheck(draft);
        draft.knownSources().forEach(source -> check.take(source.entry(), "source"));
        draft.knownStreams().forEach(stream -> check.take(stream.entry(), "stream"));
        draft.knownGroups().forEach(group -> check.take(group.entry(), "feature group"));
        draft.knownStreams().stream()
                .filter(stream -> check.kinds.get(stream.name()).equals("stream"))
                .forEach(stream -> check.streams.put(stream.name(), stream));
        Stream.concat(
                        draft.knownStreams().stream().map(StreamDraft::from),
                        draft.knownGroups().stream().map(GroupDraft::from))
                .forEach(from -> from.ifRead(check::from));
        check.circles();
    }

    private void take(Node.Entry entry, String kind) {
        String other = kinds.putIfAbsent(entry.name(), kind);
        if (other != null) {
            entry.key()
                    .wrong("a " + other + " is called " + Quote.quote(entry.name())
                            + " already; sources, streams and feature groups need names of their own");
        }
    }

    private void from(String name, Node at) {
        String kind = kinds.get(name);
        if ("feature group".equals(kind)) {
            at.wrong(Quote.quote(name) + " is a feature group; from takes a source or a stream");
        } else if (kind == null && draft.sources().isRead() && draft.streams().isRead()) {
            List<String> readable = kinds.keySet().stream()
                    .filter(known -> !kinds.get(known).equals("feature group"))
                    .toList();
            at.wrong("from names " + Quote.quote(name) + ", which is no source or stream"
                    + Suggestion.hintOrAll(name, readable));
        }
    }

    private void circles() {
        Set<String> done = new HashSet<>();
        for (String start : streams.keySet()) {
            List<String> way = new ArrayList<>();
            String name = start;
            while (streams.containsKey(name) && done.add(name)) {
                way.add(name);
                ReadResult<String> from = streams.get(name).from();
                name = from.isRead() ? from.value() : "";
            }
            if (way.contains(name)) {
                tell(way.subList(way.indexOf(name), way.size()));
            }
        }
    }

    /** @param circle each reads the next, and the last reads the first */
    private void tell(List<String> circle) {
        String first = circle.get(0);
        streams.get(first).from().ifRead((name, at) -> {
            if (circle.size() == 1) {
                at.wrong("a stream can't read itself");
            } else {
                at.wrong("streams read each other in a circle: " + shortened(circle) + " from " + first);
            }
        });
    }

    private static String shortened(List<String> circle) {
        return circle.size() > MAX_TOLD
                ? String.join(" from ", circle.subList(0, MAX_TOLD)) + " from ..."
                : String.join(" from ", circle);
    }
}
