// SPDX-License-Identifier: Apache-2.0
package dev.penstock.event.pipeline.reader;

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
import java.util.Set;

/** Reports sessions of record keys that may be anything: whose sessions they are would be chance. */
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
