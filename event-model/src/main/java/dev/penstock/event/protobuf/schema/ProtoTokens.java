// SPDX-License-Identifier: Apache-2.0
package dev.penstock.event.protobuf.schema;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The words, numbers, texts and marks of a {@code .proto} file (Protocol Buffers documentation, "Lexical elements"). */
final class ProtoTokens {

    private static final Pattern PASSED = Pattern.compile("(?:\\s|\\uFEFF|//[^\\n]*|/\\*(?s:.*?)\\*/)*+");
    private static final Pattern WORD = Pattern.compile("\\.?[A-Za-z_]\\w*(?:\\s*\\.\\s*[A-Za-z_]\\w*)*");
    private static final Pattern NUMBER = Pattern.compile("\\.?\\d[\\w.]*(?:(?<=[eE])[+-]\\d+)?");
    private static final Pattern TEXT = Pattern.compile("\"(?:[^\"\\\\\\n]|\\\\.)*+\"|'(?:[^'\\\\\\n]|\\\\.)*+'");
    private static final String ESCAPES = "abfnrtv\\'\"?";
    private static final String ESCAPED = "\u0007\b\f\n\r\t\u000B\\'\"?";
    private static final Set<String> END = Set.of("");

    private final String text;
    private int at;

    /** The next one, empty behind the last. */
    private String next;

    ProtoTokens(String text) {
        this.text = text;
        advance();
    }

    String peek() {
        return next;
    }

    boolean isAtEnd() {
        return END.contains(next);
    }

    String take() {
        String taken = next;
        if (isAtEnd()) {
            throw expected("more");
        }
        advance();
        return taken;
    }

    /** Takes the next one if it is this. */
    boolean takeIf(String wanted) {
        boolean is = next.equals(wanted);
        if (is) {
            advance();
        }
        return is;
    }

    void expect(String wanted) {
        if (!takeIf(wanted)) {
            throw expected("'" + wanted + "'");
        }
    }

    /** A name, which may have dots. */
    String name() {
        if (isAtEnd() || !WORD.matcher(next).matches()) {
            throw expected("a name");
        }
        return take().replaceAll("\\s", "");
    }

    int integer() {
        boolean minus = takeIf("-");
        try {
            long value = Long.decode(next);
            advance();
            return Math.toIntExact(minus ? -value : value);
        } catch (NumberFormatException | ArithmeticException e) {
            throw expected("a number of 32 bits");
        }
    }

    boolean isText() {
        return next.startsWith("\"") || next.startsWith("'");
    }

    /** The bytes of a text, of which several may follow each other. */
    byte[] text() {
        if (!isText()) {
            throw expected("a text");
        }
        var bytes = new ByteArrayOutputStream();
        while (isText()) {
            String quoted = take();
            unescape(quoted.substring(1, quoted.length() - 1), bytes);
        }
        return bytes.toByteArray();
    }

    private static void unescape(String text, ByteArrayOutputStream bytes) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) != '\\') {
                int c = text.codePointAt(i);
                bytes.writeBytes(Character.toString(c).getBytes(StandardCharsets.UTF_8));
                i += Character.charCount(c) - 1;
                continue;
            }
            char escape = text.charAt(++i);
            int radix = "xX".indexOf(escape) >= 0 ? 16 : "uU".indexOf(escape) >= 0 ? 16 : 8;
            int most = switch (escape) {
                case 'x', 'X' -> 2;
                case 'u' -> 4;
                case 'U' -> 8;
                default -> 3;
            };
            if (ESCAPES.indexOf(escape) >= 0) {
                bytes.write(ESCAPED.charAt(ESCAPES.indexOf(escape)));
                continue;
            }
            int start = radix == 8 ? i : i + 1;
            int end = start;
            while (end < text.length() && end < start + most && Character.digit(text.charAt(end), radix) >= 0) {
                end++;
            }
            if (end == start) {
                throw new IllegalArgumentException("'\\" + escape + "' is no escape");
            }
            int value = Integer.parseInt(text, start, end, radix);
            if (most > 3) {
                bytes.writeBytes(Character.toString(value).getBytes(StandardCharsets.UTF_8));
            } else {
                bytes.write(value);
            }
            i = end - 1;
        }
    }

    /** Says what is there instead of what should be. */
    IllegalArgumentException expected(String wanted) {
        long line = text.substring(0, at).lines().count();
        return new IllegalArgumentException("line " + Math.max(1, line) + ": found "
                + (isAtEnd() ? "the end" : "'" + next + "'") + ", expected " + wanted);
    }

    private void advance() {
        at = end(PASSED, at);
        if (at == text.length()) {
            next = "";
            return;
        }
        int end = end(WORD, at);
        if (end == at) {
            end = end(NUMBER, at);
        }
        if (end == at) {
            end = end(TEXT, at);
        }
        if (end == at) {
            end = at + 1;
        }
        next = text.substring(at, end);
        at = end;
    }

    private int end(Pattern pattern, int start) {
        Matcher matcher = pattern.matcher(text).region(start, text.length());
        return matcher.lookingAt() ? matcher.end() : start;
    }
}
