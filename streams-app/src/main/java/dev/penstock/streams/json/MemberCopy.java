// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import dev.penstock.event.bytes.JsonBuffer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Set;

/**
 * Copies an object byte by byte, but for some of its members and the commas that they need. What it reads must be valid
 * JSON; it checks nothing again. Safe for use by many threads.
 */
public final class MemberCopy {

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxStringLength(Integer.MAX_VALUE)
                    .build())
            .build();

    private final Set<String> left;
    private final byte[][] leftUtf8;

    /** @param left names of the members to leave out */
    public MemberCopy(Set<String> left) {
        this.left = Set.copyOf(left);
        this.leftUtf8 =
                left.stream().map(name -> name.getBytes(StandardCharsets.UTF_8)).toArray(byte[][]::new);
    }

    /** Index of the brace that closes an object; what stands behind it is white space. */
    public static int closingBrace(byte[] json) {
        int i = json.length - 1;
        while (json[i] != '}') {
            i--;
        }
        return i;
    }

    /** Whether an object has members, by its last byte but white space before the closing brace. */
    public static boolean hasMembers(byte[] json, int closingBrace) {
        int i = closingBrace - 1;
        while (isSpace(json[i])) {
            i--;
        }
        return json[i] != '{';
    }

    /**
     * Copies an object without its closing brace.
     *
     * @return whether a member was copied
     */
    public boolean copy(byte[] json, int closingBrace, JsonBuffer out) {
        int start = openingBrace(json) + 1;
        out.put(json, 0, start);
        boolean copied = false;
        while (start < closingBrace) {
            int end = memberEnd(json, start, closingBrace);
            if (!isLeft(json, start, end)) {
                // Commas are put anew, since a member that is left out takes one with it.
                if (copied) {
                    out.put(',');
                }
                out.put(json, start, end);
                copied = true;
            }
            start = end + 1;
        }
        return copied;
    }

    /** Index of the comma or brace behind a member. */
    private static int memberEnd(byte[] json, int start, int closingBrace) {
        int open = 0;
        for (int i = start; i < closingBrace; i++) {
            switch (json[i]) {
                case '"' -> i = closingQuote(json, i);
                case '{', '[' -> open++;
                case '}', ']' -> open--;
                case ',' -> {
                    if (open == 0) {
                        return i;
                    }
                }
                default -> {}
            }
        }
        return closingBrace;
    }

    private boolean isLeft(byte[] json, int start, int end) {
        int from = start;
        while (from < end && isSpace(json[from])) {
            from++;
        }
        if (from == end) {
            return true;
        }
        int to = closingQuote(json, from);
        for (int i = from + 1; i < to; i++) {
            if (json[i] == '\\') {
                return left.contains(unescaped(json, from, to + 1));
            }
        }
        for (byte[] name : leftUtf8) {
            if (Arrays.equals(json, from + 1, to, name, 0, name.length)) {
                return true;
            }
        }
        return false;
    }

    private static String unescaped(byte[] json, int from, int to) {
        try (JsonParser parser = FACTORY.createParser(json, from, to - from)) {
            return parser.nextTextValue();
        } catch (IOException e) {
            throw new UncheckedIOException("the name of a field in an event that was read before", e);
        }
    }

    private static int openingBrace(byte[] json) {
        int i = 0;
        while (json[i] != '{') {
            i++;
        }
        return i;
    }

    private static int closingQuote(byte[] json, int openingQuote) {
        int i = openingQuote + 1;
        while (json[i] != '"') {
            i += json[i] == '\\' ? 2 : 1;
        }
        return i;
    }

    private static boolean isSpace(byte b) {
        return b == ' ' || b == '\n' || b == '\r' || b == '\t';
    }
}
