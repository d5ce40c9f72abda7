// SPDX-License-Identifier: Apache-2.0
package dev.penstock.event.pipeline.reader;

import dev.penstock.event.FieldPath;
import dev.penstock.event.pipeline.Dedup;
import dev.penstock.event.pipeline.Enricher;
import dev.penstock.event.pipeline.Protection;
import dev.penstock.event.pipeline.mistake.Quote;
import dev.penstock.event.pipeline.reader.section.FieldUse;
import dev.penstock.event.pipeline.reader.section.FieldUse.Need;
import dev.penstock.event.pipeline.reader.section.GroupDraft;
import dev.penstock.event.pipeline.reader.section.SourceDraft;
import dev.penstock.event.pipeline.reader.section.StreamDraft;
import dev.penstock.event.pipeline.reader.yaml.Node;
import dev.penstock.event.pipeline.reader.yaml.ReadResult;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Reports where a protected field would lie in clear in a topic: what comes encrypted must not leave otherwise. */
final class ProtectionCheck {

    private final PipelineDraft draft;

    private ProtectionCheck(PipelineDraft draft) {
        this.draft = draft;
    }

    static void check(PipelineDraft draft) {
        var check = new ProtectionCheck(draft);
        draft.knownSources()
                .forEach(source -> source.decrypt()
                        .ifRead((decrypt, at) -> decrypt.ifPresent(what -> check.source(source, what, at))));
        draft.knownStreams().forEach(check::recordKey);
    }

    private void source(SourceDraft source, Protection decrypt, Node at) {
        source.key()
                .ifRead(
                        (key, same) -> key.input()
                                .filter(decrypt::touches)
                                .ifPresent(
                                        field -> at.wrong(
                                                Quote.quote(field.toString())
                                                        + " is what the record key holds, and that stays encrypted; leave it so in the event, too")));
        source.timestamp().ifRead((time, same) -> refuse(time.input(), "tells the time of events", decrypt, at));
        source.dedup()
                .ifRead((dedup, same) -> dedup.map(Dedup::by)
                        .orElse(List.of())
                        .forEach(field ->
                                refuse(Optional.of(field), "is an id in dedup, which is kept in clear", decrypt, at)));
        for (GroupDraft group : draft.knownGroups()) {
            if (reads(group.from(), source.name())) {
                group.uses().stream()
                        .filter(use -> use.need() != Need.CONDITION && decrypt.touches(use.field()))
                        .forEach(use -> use.at()
                                .wrong(Quote.quote(use.field().toString()) + " is decrypted by source "
                                        + Quote.quote(source.name()) + ", and group " + Quote.quote(group.name())
                                        + " would write it in clear; only its conditions may name it"));
            }
        }
        for (StreamDraft stream : draft.knownStreams()) {
            if (reads(stream.from(), source.name()) && stream.knowsAdded() && isRead(stream)) {
                decrypt.fields().forEach(field -> clear(stream, field));
                refuse(
                        sessionKey(stream),
                        "is what sessions are found by, which makes it the record key",
                        decrypt,
                        stream.entry().value());
            }
        }
    }

    private static void refuse(Optional<FieldPath> field, String what, Protection decrypt, Node at) {
        field.filter(decrypt::touches)
                .ifPresent(name -> at.wrong(Quote.quote(name.toString()) + " " + what + ", and can't be encrypted"));
    }

    private static boolean isRead(StreamDraft stream) {
        return stream.encrypt().isRead() && stream.pseudonymise().isRead();
    }

    private static boolean reads(ReadResult<String> from, String name) {
        return from.isRead() && from.value().equals(name);
    }

    /** Tells a field that a stream takes in clear and writes as it is. */
    private static void clear(StreamDraft stream, FieldPath field) {
        written(stream, field)
                .filter(written ->
                        stream.protectedFields().stream().map(FieldUse::field).noneMatch(written::startsWith))
                .findFirst()
                .ifPresent(written -> stream.entry()
                        .value()
                        .wrong(Quote.quote(written.toString()) + " would lie in clear in the topic of stream "
                                + Quote.quote(stream.name()) + ", since "
                                + Quote.quote(stream.from().value())
                                + " decrypts it; name it in encrypt or pseudonymise, or leave it out by select"));
    }

    /** Where the stream writes a field of its input. */
    private static Stream<FieldPath> written(StreamDraft stream, FieldPath field) {
        if (stream.select().value().isEmpty()) {
            boolean isReplaced = stream.added().stream()
                    .anyMatch(added -> added.field().top().equals(field.top()));
            return isReplaced ? Stream.empty() : Stream.of(field);
        }
        return stream.select().value().entrySet().stream()
                .filter(selected -> selected.getValue().overlaps(field))
                .map(selected -> field.startsWith(selected.getValue())
                        ? field.rebase(selected.getValue(), selected.getKey())
                        : selected.getKey());
    }

    /** Tells fields that the record key holds in clear all the same. */
    private void recordKey(StreamDraft stream) {
        stream.protectedFields().forEach(use -> {
            boolean isPseudonym = stream.pseudonymise().isRead()
                    && stream.pseudonymise().value().stream()
                            .anyMatch(protection -> protection.fields().contains(use.field()));
            keyIn(stream, use.field())
                    .filter(key -> !isPseudonym || !key.equals(use.field()))
                    .ifPresent(key -> use.at()
                            .wrong("the record key holds " + Quote.quote(key.toString())
                                    + " in clear; name that field in pseudonymise, which changes the key, too"));
        });
    }

    /** What of a stream's field the record key holds, in the names of the stream. */
    private Optional<FieldPath> keyIn(StreamDraft stream, FieldPath field) {
        return keyOf(stream.name()).filter(field::overlaps);
    }

    /** The field of a source or stream that the record key holds, if that is known. */
    private Optional<FieldPath> keyOf(String name) {
        return keyOf(name, new HashSet<>());
    }

    /** Sessions by a field make that the record key. */
    private static Optional<FieldPath> sessionKey(StreamDraft stream) {
        return stream.enrichers().value().stream()
                .filter(Enricher.Session.class::isInstance)
                .flatMap(session -> session.input().stream())
                .findFirst();
    }

    private Optional<FieldPath> keyOf(String name, Set<String> seen) {
        for (SourceDraft source : draft.knownSources()) {
            if (source.name().equals(name) && source.key().isRead()) {
                return source.key().value().input();
            }
        }
        for (StreamDraft stream : draft.knownStreams()) {
            if (stream.name().equals(name)
                    && stream.knowsAdded()
                    && stream.from().isRead()
                    && seen.add(name)) {
                Optional<FieldPath> by = sessionKey(stream);
                return (by.isPresent() ? by : keyOf(stream.from().value(), seen))
                        .flatMap(key -> written(stream, key).findFirst());
            }
        }
        return Optional.empty();
    }
}
