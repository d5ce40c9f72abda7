// SPDX-License-Identifier: Apache-2.0
package dev.penstock.event;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import dev.penstock.event.BadEvent.Reason;
import dev.penstock.event.pipeline.Quote;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;

/**
 * Reads the projected fields of a JSON object in one pass. Strict: the value as a whole must be one JSON object in
 * UTF-8 (RFC 8259), within the limits, also where nobody reads the fields. Safe for use by many threads.
 */
public final class JsonDecoder {

    /** What a value turned out to be. */
    public sealed interface Result permits Fields, BadEvent {}

    /** Longest field name, in bytes and give or take a few. */
    static final int MAX_NAME_BYTES = 2_048;

    // Lengths and depths are bounded here, by the value's own limits, so that each has its own reason.
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            // Names that are made to collide cost a little time and are no error of their own.
            .disable(JsonFactory.Feature.FAIL_ON_SYMBOL_HASH_OVERFLOW)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(Integer.MAX_VALUE)
                    .maxNumberLength(Integer.MAX_VALUE)
                    // Names are remembered from value to value, thousands of them, so they have a bound of their own.
                    .maxNameLength(MAX_NAME_BYTES)
                    .maxStringLength(Integer.MAX_VALUE)
                    .build())
            .build();

    private final Projection.Node root;
    private final int nodes;
    private final int slots;
    private final DecodeLimits limits;

    public JsonDecoder(Projection projection, DecodeLimits limits) {
        this.root = projection.tree();
        this.nodes = root.count();
        this.slots = projection.size();
        this.limits = limits;
    }

    /** Reads a value; never fails, whatever the bytes. */
    public Result decode(byte[] json) {
        if (json.length > limits.maxBytes()) {
            return new BadEvent(Reason.TOO_LONG, json.length + " bytes, at most " + limits.maxBytes() + " are taken");
        }
        int broken = Utf8.firstInvalid(json);
        if (broken >= 0) {
            return new BadEvent(Reason.BROKEN_UTF8, "no UTF-8 from byte " + broken + " on");
        }
        if (startsLikeAnotherEncoding(json)) {
            return new BadEvent(Reason.NOT_JSON, "starts with a byte order mark or a zero byte, expected '{'");
        }
        try (JsonParser parser = FACTORY.createParser(json)) {
            return new Pass(parser, json).read();
        } catch (Refusal refusal) {
            return refusal.bad;
        } catch (StreamConstraintsException e) {
            return new BadEvent(Reason.TOO_LONG, "a field name of more than " + MAX_NAME_BYTES + " bytes");
        } catch (JsonProcessingException e) {
            return new BadEvent(
                    Reason.NOT_JSON,
                    Quote.printable(e.getOriginalMessage()) + " (at byte "
                            + e.getLocation().getByteOffset() + ")");
        } catch (IOException e) {
            throw new UncheckedIOException("reading from memory failed", e);
        }
    }

    /** The parser guesses UTF-16 and UTF-32 from zero bytes and skips a byte order mark; none of these is JSON here. */
    private static boolean startsLikeAnotherEncoding(byte[] json) {
        for (int i = 0; i < Math.min(4, json.length); i++) {
            if (json[i] == 0) {
                return true;
            }
        }
        return json.length >= 3 && json[0] == (byte) 0xEF && json[1] == (byte) 0xBB && json[2] == (byte) 0xBF;
    }

    /** Ends the pass early; never leaves {@link #decode}. */
    private static final class Refusal extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final transient BadEvent bad;

        Refusal(Reason reason, String detail) {
            super(detail, null, false, false);
            this.bad = new BadEvent(reason, detail);
        }
    }

    /** One reading of one value. */
    private final class Pass {
        private final JsonParser parser;
        private final byte[] json;
        private final boolean[] met = new boolean[nodes];
        private final FieldValue[] values = new FieldValue[slots];
        private final int[] spans = new int[2 * slots];

        Pass(JsonParser parser, byte[] json) {
            this.parser = parser;
            this.json = json;
        }

        Result read() throws IOException {
            JsonToken first = parser.nextToken();
            if (first == null) {
                return new BadEvent(Reason.NOT_JSON, "empty, expected an object");
            }
            Arrays.fill(values, FieldValue.MISSING);
            Arrays.fill(spans, -1);
            if (first == JsonToken.START_OBJECT) {
                readObject(root, 1);
            } else {
                skipValue(first, 0);
            }
            JsonToken trailing = parser.nextToken();
            if (trailing != null) {
                return new BadEvent(Reason.NOT_JSON, "more than one value, expected one object");
            }
            return first == JsonToken.START_OBJECT
                    ? new Fields(json, values, spans)
                    : new BadEvent(Reason.NOT_AN_OBJECT, "found " + describe(first) + ", expected an object");
        }

        private void readObject(Projection.Node node, int depth) throws IOException {
            checkDepth(depth);
            for (JsonToken token = parser.nextToken(); token != JsonToken.END_OBJECT; token = parser.nextToken()) {
                Projection.Node child = node.children.get(parser.currentName());
                JsonToken value = parser.nextToken();
                if (child == null) {
                    skipValue(value, depth);
                } else {
                    readField(child, value, depth);
                }
            }
        }

        private void readField(Projection.Node node, JsonToken token, int depth) throws IOException {
            int slot = node.slot;
            // Null counts, and so does what only holds projected fields: other readers would take the other value.
            if (met[node.id]) {
                throw new Refusal(Reason.DUPLICATE_FIELD, "the field '" + parser.currentName() + "' is there twice");
            }
            met[node.id] = true;
            if (slot >= 0 && node.verbatim) {
                spans[2 * slot] = offset(parser.currentTokenLocation().getByteOffset());
            }
            if (token == JsonToken.START_OBJECT && !node.children.isEmpty()) {
                readObject(node, depth + 1);
            } else if (token.isStructStart()) {
                skipValue(token, depth);
            }
            if (slot >= 0) {
                values[slot] = valueOf(token);
                if (node.verbatim) {
                    parser.finishToken();
                    spans[2 * slot + 1] = offset(parser.currentLocation().getByteOffset());
                }
            }
        }

        private FieldValue valueOf(JsonToken token) throws IOException {
            return switch (token) {
                case VALUE_STRING -> {
                    String text = parser.getText();
                    if (!Utf8.isWritable(text)) {
                        throw new Refusal(Reason.BROKEN_UTF8, "an escaped half of a surrogate pair without the other");
                    }
                    yield new FieldValue.Text(text);
                }
                case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> {
                    String literal = parser.getText();
                    var number = Numbers.parse(literal);
                    yield number.isPresent()
                            ? new FieldValue.Number(number.get(), literal)
                            : FieldValue.UNUSABLE_NUMBER;
                }
                case VALUE_TRUE -> new FieldValue.Bool(true);
                case VALUE_FALSE -> new FieldValue.Bool(false);
                case VALUE_NULL -> FieldValue.MISSING;
                default -> FieldValue.COMPOSITE;
            };
        }

        /** Reads past the value that starts with {@code token}, which stands in something of this depth. */
        private void skipValue(JsonToken token, int depth) throws IOException {
            if (!token.isStructStart()) {
                return;
            }
            int open = depth + 1;
            checkDepth(open);
            while (open > depth) {
                JsonToken next = parser.nextToken();
                if (next.isStructStart()) {
                    checkDepth(++open);
                } else if (next.isStructEnd()) {
                    open--;
                }
            }
        }

        private void checkDepth(int depth) {
            if (depth > limits.maxDepth()) {
                throw new Refusal(Reason.TOO_DEEP, "nested deeper than " + limits.maxDepth() + " objects and arrays");
            }
        }

        private static int offset(long byteOffset) {
            return Math.toIntExact(byteOffset);
        }
    }

    private static String describe(JsonToken token) {
        return switch (token) {
            case START_ARRAY -> "an array";
            case VALUE_STRING -> "a text";
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> "a number";
            case VALUE_NULL -> "null";
            default -> "a boolean";
        };
    }
}
