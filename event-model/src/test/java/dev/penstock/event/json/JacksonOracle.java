// SPDX-License-Identifier: Apache-2.0
package dev.penstock.event.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import dev.penstock.event.DecodeLimits;
import dev.penstock.event.FieldPath;
import dev.penstock.event.FieldValue;
import dev.penstock.event.Numbers;
import dev.penstock.event.Projection;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import static java.nio.charset.StandardCharsets.UTF_8;

/** Says by means of Jackson's parser and the JDK's UTF-8 decoder what {@link JsonDecoder} must make of a value. */
final class JacksonOracle {

    private static final JsonFactory JACKSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNumberLength(Integer.MAX_VALUE)
                    .build())
            .build();

    private final Set<FieldPath> fields;
    private final int maxDepth;

    JacksonOracle(Projection projection, DecodeLimits limits) {
        this.fields = projection.fields();
        this.maxDepth = limits.maxDepth();
    }

    /**
     * The projected fields that are there, null as MISSING, what is there twice or no UTF-8 as COMPOSITE; empty if the value
     * must be refused.
     */
    Optional<Map<FieldPath, FieldValue>> read(byte[] json) {
        try {
            UTF_8.newDecoder().decode(ByteBuffer.wrap(json));
        } catch (CharacterCodingException brokenUtf8) {
            return Optional.empty();
        }
        // Elsewhere Jackson refuses these two by itself.
        if (json.length > 0 && json[0] == (byte) 0xEF || new String(json, UTF_8).indexOf(0) >= 0) {
            return Optional.empty();
        }
        try (JsonParser parser = JACKSON.createParser(json)) {
            var found = new HashMap<FieldPath, FieldValue>();
            boolean good = parser.nextToken() == JsonToken.START_OBJECT
                    && readObject(parser, new ArrayList<>(), true, 1, found)
                    && parser.nextToken() == null;
            return good ? Optional.of(found) : Optional.empty();
        } catch (IOException noJson) {
            return Optional.empty();
        }
    }

    /** @param projected whether only objects are around, so that paths lead here */
    private boolean readObject(
            JsonParser parser, List<String> around, boolean projected, int depth, Map<FieldPath, FieldValue> found)
            throws IOException {
        if (depth > maxDepth) {
            return false;
        }
        var met = new ArrayList<String>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            if (!UTF_8.newEncoder().canEncode(name)) {
                return false;
            }
            var path = new ArrayList<>(around);
            path.add(name);
            boolean leads = projected && fields.stream().anyMatch(field -> startsWith(field, path));
            boolean again = leads && met.contains(name);
            met.add(name);
            if (!readValue(parser, path, leads && !again, depth, found)) {
                return false;
            }
            if (again) {
                fields.stream()
                        .filter(field -> startsWith(field, path))
                        .forEach(field -> found.put(field, FieldValue.COMPOSITE));
            }
        }
        return true;
    }

    private boolean readValue(
            JsonParser parser, List<String> path, boolean leads, int depth, Map<FieldPath, FieldValue> found)
            throws IOException {
        boolean wanted = leads && fields.contains(new FieldPath(path));
        parser.nextToken();
        if (wanted) {
            FieldValue value = value(parser);
            boolean broken =
                    value instanceof FieldValue.Text text && !UTF_8.newEncoder().canEncode(text.text());
            found.put(new FieldPath(path), broken ? FieldValue.COMPOSITE : value);
        }
        return switch (parser.currentToken()) {
            case START_OBJECT -> readObject(parser, path, leads, depth + 1, found);
            case START_ARRAY -> readArray(parser, path, depth + 1, found);
            default -> {
                parser.finishToken();
                yield true;
            }
        };
    }

    private boolean readArray(JsonParser parser, List<String> path, int depth, Map<FieldPath, FieldValue> found)
            throws IOException {
        if (depth > maxDepth) {
            return false;
        }
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            boolean good = switch (parser.currentToken()) {
                case START_OBJECT -> readObject(parser, path, false, depth + 1, found);
                case START_ARRAY -> readArray(parser, path, depth + 1, found);
                default -> {
                    parser.finishToken();
                    yield true;
                }
            };
            if (!good) {
                return false;
            }
        }
        return true;
    }

    private static boolean startsWith(FieldPath field, List<String> path) {
        return field.segments().size() >= path.size()
                && field.segments().subList(0, path.size()).equals(path);
    }

    private static FieldValue value(JsonParser parser) throws IOException {
        return switch (parser.currentToken()) {
            case VALUE_STRING -> new FieldValue.Text(parser.getText());
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> {
                String literal = parser.getText();
                var number = Numbers.parse(literal);
                yield number.isPresent() ? new FieldValue.Number(number.get(), literal) : FieldValue.UNUSABLE_NUMBER;
            }
            case VALUE_TRUE -> new FieldValue.Bool(true);
            case VALUE_FALSE -> new FieldValue.Bool(false);
            case VALUE_NULL -> FieldValue.MISSING;
            default -> FieldValue.COMPOSITE;
        };
    }
}
