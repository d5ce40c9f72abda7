// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.deadletters;

import dev.penstock.engine.MicroBatch;
import dev.penstock.event.BadEvent;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * A record that was set aside: a dead letter or a late event. The record's own headers come first, then the
 * {@link LetterHeaders}; so a record that brings headers of such names with it is not mistaken for what it says.
 */
public record Letter(ConsumerRecord<byte[], byte[]> record) {

    /** The reason of late events. */
    public static final String LATE = "late";

    /** The reason of feature rows of late events, which can't be sent back: the events themselves are not in them. */
    public static final String LATE_ROW = "late_row";

    /** The reason of what Penstock did not set aside. */
    public static final String OTHER = "other";

    /** All that {@link #reason()} can be. */
    public static final Set<String> REASONS = reasons();

    private static Set<String> reasons() {
        Set<String> codes = new TreeSet<>(List.of(LATE, LATE_ROW, OTHER));
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
        Header[] headers = record.headers().toArray();
        for (int i = headers.length - 1; i >= notesFrom(headers); i--) {
            if (headers[i].key().equals(name) && headers[i].value() != null) {
                return Optional.of(new String(headers[i].value(), StandardCharsets.UTF_8));
            }
        }
        return Optional.empty();
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

    /** The headers that the record had before it was set aside. */
    public List<Header> ownHeaders() {
        Header[] headers = record.headers().toArray();
        return List.of(headers).subList(0, notesFrom(headers));
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
