// SPDX-License-Identifier: Apache-2.0
package dev.penstock.event.pipeline.reader;

import dev.penstock.event.FieldPath;
import dev.penstock.event.pipeline.Enricher;
import dev.penstock.event.pipeline.RecordKey;
import dev.penstock.event.pipeline.mistake.Quote;
import dev.penstock.event.pipeline.reader.section.SourceDraft;
import dev.penstock.event.pipeline.reader.section.StreamDraft;
import dev.penstock.event.pipeline.reader.yaml.Node;
import dev.penstock.event.pipeline.reader.yaml.ReadResult;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reports sessions of record keys that may be anything, whose they are would be chance, and groups that can't read those of a field. */
final class SessionCheck {

    private final PipelineDraft draft;
    private final Map<String, ReadResult<String>> from = new HashMap<>();

    private SessionCheck(PipelineDraft draft) {
        this.draft = draft;
        draft.knownStreams().forEach(stream -> from.putIfAbsent(stream.name(), stream.from()));
    }

    static void check(PipelineDraft draft) {
        new SessionCheck(draft).check();
    }

    private void check() {
        for (StreamDraft stream : draft.knownStreams()) {
            stream.enrichers().ifRead((enrichers, at) -> {
                for (Enricher enricher : enrichers) {
                    if (enricher instanceof Enricher.Session session) {
                        check(stream, session, at);
                    }
                }
            });
        }
        checkGroups();
    }

    /** Behind a repartition topic events of all partitions of the source are mixed, and no window is known to be over. */
    private void checkGroups() {
        draft.knownGroups()
                .forEach(group -> group.emission().ifRead((emission, at) -> {
                    if (emission.waitsForIdle().isPresent() && group.from().isRead()) {
                        crossed(group.from().value())
                                .ifPresent(stream -> at.wrong(
                                        "stream " + Quote.quote(stream) + " finds sessions by a field, behind whose"
                                                + " repartition topic nobody knows when a window is over; leave it out,"
                                                + " or read something else"));
                    }
                }));
    }

    /** The stream, on the way of events to a reader of this name, that has them cross a repartition topic. */
    private Optional<String> crossed(String name) {
        return draft.knownStreams().stream()
                .filter(stream -> isOnTheWayTo(name, stream.name()))
                .filter(stream -> stream.enrichers().isRead()
                        && stream.enrichers().value().stream()
                                .filter(Enricher.Session.class::isInstance)
                                .flatMap(session -> session.input().stream())
                                .anyMatch(by -> !isPartitionedBy(sourceOf(name), by)))
                .map(StreamDraft::name)
                .findFirst();
    }

    private boolean isPartitionedBy(String source, FieldPath field) {
        return draft.knownSources().stream()
                .anyMatch(known -> known.name().equals(source)
                        && known.key().isRead()
                        && known.key().value().isTextOf(field));
    }

    private boolean isOnTheWayTo(String reader, String stream) {
        Set<String> seen = new HashSet<>();
        String name = reader;
        while (!name.equals(stream)
                && seen.add(name)
                && from.containsKey(name)
                && from.get(name).isRead()) {
            name = from.get(name).value();
        }
        return name.equals(stream);
    }

    private void check(StreamDraft stream, Enricher.Session session, Node at) {
        if (session.by().isEmpty()) {
            checkSource(sourceOf(stream.name()), at);
        } else if (stream.from().isRead() && from.containsKey(stream.from().value())) {
            at.wrong("sessions by a field are found where events come from a source, and "
                    + Quote.quote(stream.from().value()) + " is a stream; have that one find them");
        }
    }

    private void checkSource(String name, Node at) {
        for (SourceDraft source : draft.knownSources()) {
            if (source.name().equals(name)
                    && source.key().isRead()
                    && source.key().value() instanceof RecordKey.Unknown) {
                at.wrong(
                        "sessions are those of a record key, and source " + Quote.quote(name)
                                + " does not say what its keys are; name the field in its 'partitioned_by', or in 'by' of the session");
                return;
            }
        }
    }

    /** The name of what a stream's events come from in the end, or of something on the way to a mistake. */
    private String sourceOf(String stream) {
        Set<String> seen = new HashSet<>();
        String name = stream;
        while (seen.add(name) && from.containsKey(name) && from.get(name).isRead()) {
            name = from.get(name).value();
        }
        return name;
    }
}
