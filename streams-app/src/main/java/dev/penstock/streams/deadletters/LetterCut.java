// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.deadletters;

import dev.penstock.streams.topics.RecordSize;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.header.internals.RecordHeaders;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Makes letters fit their topics. What is cut off says how much it was, under the names in {@link LetterHeaders}; topic,
 * partition and offset of the record, which the letter keeps, lead to the whole of it for as long as its topic has it.
 */
public final class LetterCut {

    /** So much of a value is worth more than headers or a stack trace. */
    private static final int LEAST_VALUE_BYTES = 200;

    private static final int SHORT_KEY_BYTES = 100;
    private static final int SHORT_NOTE_BYTES = 200;
    /** As long as Penstock's own. */
    private static final int SHORT_CLASS_BYTES = 40;

    private static final byte[] NOTHING = {};

    private final ProducerRecord<byte[], byte[]> letter;
    private final List<Header> own;
    private final List<Header> notes;

    private LetterCut(ProducerRecord<byte[], byte[]> letter) {
        this.letter = letter;
        Header[] headers = letter.headers().toArray();
        int notesFrom = notesFrom(headers);
        own = List.of(headers).subList(0, notesFrom);
        notes = List.of(headers).subList(notesFrom, headers.length);
    }

    private static int notesFrom(Header[] headers) {
        for (int i = headers.length - 1; i >= 0; i--) {
            if (headers[i].key().equals(LetterHeaders.EXCEPTION)) {
                return i;
            }
        }
        return headers.length;
    }

    /**
     * A letter cut to a size: first its value, then stack trace and headers, at last its key and what is said about it.
     *
     * @param mostBytes what it may take, without compression
     * @return empty if not even what says where it came from fits
     */
    public static Optional<ProducerRecord<byte[], byte[]>> cut(ProducerRecord<byte[], byte[]> letter, long mostBytes) {
        var whole = new LetterCut(letter);
        List<Header> withoutTrace = whole.notes.stream()
                .filter(note -> !note.key().equals(LetterHeaders.STACK_TRACE))
                .toList();
        return Stream.of(
                        new Attempt(whole.own, Integer.MAX_VALUE, whole.notes, LEAST_VALUE_BYTES),
                        new Attempt(whole.own, Integer.MAX_VALUE, withoutTrace, LEAST_VALUE_BYTES),
                        new Attempt(List.of(), Integer.MAX_VALUE, withoutTrace, LEAST_VALUE_BYTES),
                        new Attempt(List.of(), SHORT_KEY_BYTES, shortened(withoutTrace, SHORT_NOTE_BYTES), 0),
                        new Attempt(List.of(), 0, shortened(withoutTrace, SHORT_NOTE_BYTES), 0),
                        new Attempt(List.of(), 0, shortened(withoutTrace, 0), 0),
                        new Attempt(List.of(), 0, unsigned(shortened(withoutTrace, 0)), 0))
                .flatMap(attempt -> whole.cut(attempt, mostBytes).stream())
                .findFirst();
    }

    /**
     * What to keep of a letter beside its value.
     *
     * @param leastValue if less of the value would be left, something else is to be cut first
     */
    private record Attempt(List<Header> own, int mostKeyBytes, List<Header> notes, int leastValue) {}

    private Optional<ProducerRecord<byte[], byte[]>> cut(Attempt attempt, long mostBytes) {
        byte[] key = beginning(letter.key(), attempt.mostKeyBytes);
        Headers headers = new RecordHeaders(attempt.own);
        attempt.notes.forEach(headers::add);
        if (attempt.own.size() < own.size()) {
            add(
                    headers,
                    LetterHeaders.HEADERS_SIZE,
                    own.stream().mapToLong(RecordSize::of).sum());
        }
        if (size(key) < size(letter.key())) {
            add(headers, LetterHeaders.KEY_SIZE, size(letter.key()));
        }
        long room = mostBytes - RecordSize.most(key, NOTHING, headers);
        if (room >= size(letter.value())) {
            return Optional.of(with(key, letter.value(), headers));
        }
        add(headers, LetterHeaders.VALUE_SIZE, size(letter.value()));
        room = mostBytes - RecordSize.most(key, NOTHING, headers);
        return room >= Math.min(attempt.leastValue, size(letter.value()))
                ? Optional.of(with(key, beginning(letter.value(), (int) room), headers))
                : Optional.empty();
    }

    private ProducerRecord<byte[], byte[]> with(byte[] key, byte[] value, Headers headers) {
        return new ProducerRecord<>(letter.topic(), letter.partition(), letter.timestamp(), key, value, headers);
    }

    /** Of the name of a class or a message the beginning; a reason's code is kept whatever the size. */
    private static List<Header> shortened(List<Header> notes, int most) {
        return notes.stream()
                .map(note -> switch (note.key()) {
                    case LetterHeaders.EXCEPTION -> shortened(note, Math.max(most, SHORT_CLASS_BYTES));
                    case LetterHeaders.MESSAGE -> shortened(note, Math.max(most, codeLength(note.value())));
                    default -> note;
                })
                .toList();
    }

    private static List<Header> unsigned(List<Header> notes) {
        return notes.stream()
                .filter(note -> !note.key().equals(LetterHeaders.APPLICATION))
                .toList();
    }

    private static Header shortened(Header note, int most) {
        return new RecordHeader(note.key(), beginning(note.value(), most));
    }

    private static int codeLength(byte[] message) {
        int length = 0;
        while (length < message.length && length < SHORT_KEY_BYTES && message[length] != ':') {
            length++;
        }
        return length;
    }

    /** So many bytes at most, and no part of a character of UTF-8. */
    private static byte[] beginning(byte[] bytes, int most) {
        if (bytes == null || bytes.length <= most) {
            return bytes;
        }
        int end = most;
        while (end > 0 && end > most - 3 && (bytes[end] & 0xC0) == 0x80) {
            end--;
        }
        return Arrays.copyOf(bytes, end);
    }

    private static int size(byte[] bytes) {
        return bytes == null ? 0 : bytes.length;
    }

    private static void add(Headers headers, String name, long number) {
        headers.add(name, Long.toString(number).getBytes(StandardCharsets.US_ASCII));
    }

    /** A letter for a compacted topic: its key is its own alone, and that of the record is among its headers. */
    public static ProducerRecord<byte[], byte[]> keyedAlone(ProducerRecord<byte[], byte[]> letter) {
        Headers headers = new RecordHeaders(letter.headers());
        headers.add(LetterHeaders.KEY, letter.key());
        return new ProducerRecord<>(
                letter.topic(),
                letter.partition(),
                letter.timestamp(),
                place(letter.headers()).getBytes(StandardCharsets.UTF_8),
                letter.value(),
                headers);
    }

    /** How many bytes {@link #keyedAlone} adds to a letter, whatever its key. */
    public static long keyedAloneBytes(ProducerRecord<byte[], byte[]> letter) {
        return RecordSize.most(keyedAlone(letter)) - RecordSize.most(letter);
    }

    /** Where the record came from; what didn't come from one place is like nothing else. */
    private static String place(Headers headers) {
        Header topic = headers.lastHeader(LetterHeaders.TOPIC);
        Header partition = headers.lastHeader(LetterHeaders.PARTITION);
        Header offset = headers.lastHeader(LetterHeaders.OFFSET);
        return topic == null || partition == null || offset == null
                ? UUID.randomUUID().toString()
                : text(topic) + "-" + text(partition) + "@" + text(offset);
    }

    private static String text(Header header) {
        return new String(header.value(), StandardCharsets.UTF_8);
    }
}
