// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.deadletters;

import dev.penstock.engine.MicroBatch;
import dev.penstock.event.BadEvent;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

import static java.util.stream.Collectors.joining;

/**
 * A record that was set aside: a dead letter or a late event. The record's own headers come first, then the
 * {@link LetterHeaders}; so a record that brings headers of such names with it is not mistaken for what it says.
 */
public record Letter(ConsumerRecord<byte[], byte[]> record) {

    /** The reason of late events. */
    public static final String LATE = "late";

    /** The reason of feature rows of late events, which can't be sent back: the events themselves are not in them. */
    public static final String LATE_ROW = "late_row";

    /** The reason of feature rows that were too large for their topic, which can't be sent back either. */
    public static final String ROW_TOO_LONG = "row_too_long";

    /** The reason of what Penstock did not set aside. */
    public static final String OTHER = "other";

    /** The reason of events that came before, which would count twice if they were sent back. */
    public static final String DUPLICATE = BadEvent.Reason.DUPLICATE_EVENT.code();

    /** All that {@link #reason()} can be. */
    public static final Set<String> REASONS = reasons();

    private static Set<String> reasons() {
        Set<String> codes = new TreeSet<>(List.of(LATE, LATE_ROW, ROW_TOO_LONG, OTHER));
        Stream.of(BadEvent.Reason.values()).map(BadEvent.Reason::code).forEach(codes::add);
        return Collections.unmodifiableSet(codes);
    }

    /** Whether it says that it was set aside, as all do that Penstock or Kafka Streams have. */
    public boolean isLetter() {
        Header[] headers = record.headers().toArray();
        return notesFrom(headers) < headers.length;
    }

    /** Why it was set aside; one of {@link #REASONS}. */
    public String reason() {
        String message = message();
        int colon = message.indexOf(": ");
        String code = colon < 0 ? message : message.substring(0, colon);
        String known = REASONS.contains(code) ? code : OTHER;
        return note(LetterHeaders.EXCEPTION).equals(Optional.of(MicroBatch.LATE_TILE)) ? LATE_ROW : known;
    }

    /** The reason in words; empty where there is none. */
    public String message() {
        return note(LetterHeaders.MESSAGE).orElse("");
    }

    /** What was said under one of the names of {@link LetterHeaders}. */
    public Optional<String> note(String name) {
        return noted(name)
                .filter(note -> note.value() != null)
                .map(note -> new String(note.value(), StandardCharsets.UTF_8));
    }

    private Optional<Header> noted(String name) {
        Header[] headers = record.headers().toArray();
        for (int i = headers.length - 1; i >= notesFrom(headers); i--) {
            if (headers[i].key().equals(name)) {
                return Optional.of(headers[i]);
            }
        }
        return Optional.empty();
    }

    /** The id of the application that set it aside; empty if the headers don't say so. */
    public Optional<String> application() {
        return note(LetterHeaders.APPLICATION);
    }

    /** Where it came from; empty if the headers don't say so. */
    public Optional<Origin> origin() {
        try {
            String topic = note(LetterHeaders.TOPIC).orElse("");
            int partition = Integer.parseInt(note(LetterHeaders.PARTITION).orElse(""));
            long offset = Long.parseLong(note(LetterHeaders.OFFSET).orElse(""));
            return topic.isEmpty() || partition < 0
                    ? Optional.empty()
                    : Optional.of(new Origin(topic, partition, offset));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    /** The key that the record had before it was set aside, or its beginning; null if it had none. */
    public byte[] key() {
        Optional<Header> note = noted(LetterHeaders.KEY);
        return note.isPresent() ? note.get().value() : record.key();
    }

    /** The timestamp that the record had before it was set aside, in epoch milliseconds. */
    public long timestamp() {
        return number(LetterHeaders.TIMESTAMP).orElse(record.timestamp());
    }

    /** Whether the letter lacks some of the record, because its topic does not take as much. */
    public boolean isCut() {
        return Stream.of(LetterHeaders.VALUE_SIZE, LetterHeaders.KEY_SIZE, LetterHeaders.HEADERS_SIZE)
                .anyMatch(name -> noted(name).isPresent());
    }

    /** What the letter lacks, in words; empty if it is whole. */
    public String cut() {
        return Stream.of(
                        lack(LetterHeaders.VALUE_SIZE, "of the value", size(record.value())),
                        lack(LetterHeaders.KEY_SIZE, "of the key", size(key())),
                        lack(LetterHeaders.HEADERS_SIZE, "of headers", 0))
                .flatMap(Optional::stream)
                .collect(joining(", "));
    }

    private Optional<String> lack(String name, String what, long left) {
        OptionalLong whole = number(name);
        return whole.isPresent()
                ? Optional.of(String.format(Locale.ROOT, "%,d of %,d bytes %s", left, whole.getAsLong(), what))
                : Optional.empty();
    }

    private static long size(byte[] bytes) {
        return bytes == null ? 0 : bytes.length;
    }

    private OptionalLong number(String name) {
        try {
            Optional<String> text = note(name);
            return text.isPresent() ? OptionalLong.of(Long.parseLong(text.get())) : OptionalLong.empty();
        } catch (NumberFormatException e) {
            return OptionalLong.empty();
        }
    }

    /** The headers that the record had before it was set aside. */
    public List<Header> ownHeaders() {
        Header[] headers = record.headers().toArray();
        return List.of(headers).subList(0, notesFrom(headers));
    }

    /** The headers that the record has when it is sent back. */
    public List<Header> headersToSend() {
        Optional<Header> element = noted(LetterHeaders.ELEMENT);
        return Stream.concat(
                        ownHeaders().stream()
                                .filter(own -> element.isEmpty() || !own.key().equals(LetterHeaders.ELEMENT)),
                        element.stream())
                .toList();
    }

    /** Where this itself is, as {@code clicks-dlq-0@17}. */
    public String place() {
        return record.topic() + "-" + record.partition() + "@" + record.offset();
    }

    /** Position of the first header that was added; the number of headers where none was. */
    private static int notesFrom(Header[] headers) {
        for (int i = headers.length - 1; i >= 0; i--) {
            if (headers[i].key().equals(LetterHeaders.EXCEPTION)) {
                return i;
            }
        }
        return headers.length;
    }
}
