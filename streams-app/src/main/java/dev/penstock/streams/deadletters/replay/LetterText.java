// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.deadletters.replay;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import dev.penstock.event.pipeline.mistake.Quote;
import dev.penstock.streams.deadletters.Letter;
import dev.penstock.streams.deadletters.LetterHeaders;
import dev.penstock.streams.deadletters.Origin;
import org.apache.kafka.common.header.Header;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;

/**
 * How letters are printed. What is in them comes from anywhere, so nothing of it reaches a terminal that could mean
 * something to it.
 */
public final class LetterText {

    private static final int MAX_TEXT = 200;
    private static final String NONE = "-";

    /** Escapes all but ASCII, as some of the rest controls terminals and the direction of writing. */
    private static final JsonFactory JSON =
            JsonFactory.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    private LetterText() {}

    /**
     * One line: when, what is wrong, where it came from, key and the beginning of the value; between them tabs, for which
     * none of them has a tab.
     */
    public static String line(Letter letter) {
        var record = letter.record();
        return String.join(
                "\t",
                Instant.ofEpochMilli(letter.timestamp()).toString(),
                printable(fault(letter)) + (letter.isCut() ? " (cut: " + letter.cut() + ")" : ""),
                letter.origin().map(origin -> printable(origin.toString())).orElse(NONE),
                printable(letter.key()),
                printable(record.value()));
    }

    /** One JSON object on one line: all of the letter. Bytes that are no UTF-8 are in Base64, under {@code …_base64}. */
    public static String json(Letter letter) {
        var record = letter.record();
        var text = new StringWriter();
        try (var json = JSON.createGenerator(text)) {
            json.writeStartObject();
            json.writeStringField("topic", record.topic());
            json.writeNumberField("partition", record.partition());
            json.writeNumberField("offset", record.offset());
            json.writeNumberField("timestamp", letter.timestamp());
            json.writeStringField("reason", letter.reason());
            writeNote(json, "message", letter, LetterHeaders.MESSAGE);
            writeNote(json, "exception", letter, LetterHeaders.EXCEPTION);
            writeNote(json, "stacktrace", letter, LetterHeaders.STACK_TRACE);
            if (letter.origin().isPresent()) {
                Origin origin = letter.origin().get();
                json.writeObjectFieldStart("origin");
                json.writeStringField("topic", origin.topic());
                json.writeNumberField("partition", origin.partition());
                json.writeNumberField("offset", origin.offset());
                json.writeEndObject();
            }
            if (letter.isCut()) {
                json.writeStringField("cut", letter.cut());
            }
            writeBytes(json, "key", letter.key());
            writeBytes(json, "value", record.value());
            json.writeArrayFieldStart("headers");
            for (Header header : letter.ownHeaders()) {
                json.writeStartObject();
                json.writeStringField("name", header.key());
                writeBytes(json, "value", header.value());
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory failed", e);
        }
        return text.toString();
    }

    /** The message; where it does not begin with the reason, the reason or the exception goes before it. */
    private static String fault(Letter letter) {
        String start = letter.reason().equals(Letter.OTHER)
                ? letter.note(LetterHeaders.EXCEPTION).orElse(Letter.OTHER)
                : letter.reason();
        return letter.message().startsWith(start) ? letter.message() : start + ": " + letter.message();
    }

    private static void writeNote(JsonGenerator json, String field, Letter letter, String name) throws IOException {
        Optional<String> note = letter.note(name);
        if (note.isPresent()) {
            json.writeStringField(field, note.get());
        }
    }

    private static void writeBytes(JsonGenerator json, String field, byte[] bytes) throws IOException {
        if (bytes == null) {
            json.writeNullField(field);
            return;
        }
        Optional<String> text = utf8(bytes);
        if (text.isPresent()) {
            json.writeStringField(field, text.get());
        } else {
            json.writeFieldName(field + "_base64");
            json.writeBinary(bytes);
        }
    }

    private static String printable(byte[] bytes) {
        return bytes == null ? NONE : printable(new String(bytes, StandardCharsets.UTF_8));
    }

    private static String printable(String text) {
        return text.codePointCount(0, text.length()) > MAX_TEXT
                ? Quote.printable(text.substring(0, text.offsetByCodePoints(0, MAX_TEXT))) + "..."
                : Quote.printable(text);
    }

    private static Optional<String> utf8(byte[] bytes) {
        try {
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }
}
