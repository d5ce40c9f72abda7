// SPDX-License-Identifier: Apache-2.0
package dev.penstock.producer.input;

import java.util.BitSet;

/** Follows the brackets of a JSON value to its end, byte by byte. Used by one thread. */
final class Brackets {

    /** Far deeper than any event may be; the value is given up then, so that memory is bounded. */
    private static final int DEEPEST = 10_000;

    /** The kind of each open bracket: set for that of an object. */
    private final BitSet objects = new BitSet();

    private int depth;
    private boolean inText;
    private boolean escaped;
    /** The last byte that is no space and not inside of a text. */
    private byte before = ':';

    /** What a byte does. */
    enum Step {
        INSIDE,
        /** It is the last one of the value. */
        CLOSED,
        /** It can't stand there: from here on nobody knows where the value ends. */
        BROKEN
    }

    /** Takes the next byte of a value that begins with a bracket. */
    Step next(byte next) {
        if (inText) {
            return nextOfText(next);
        }
        switch (next) {
            case ' ', '\t', '\r', '\n' -> {
                return Step.INSIDE;
            }
            case '"' -> inText = true;
            case '{', '[' -> {
                if (!canOpen() || depth == DEEPEST) {
                    return Step.BROKEN;
                }
                objects.set(depth++, next == '{');
            }
            case '}', ']' -> {
                if (objects.get(depth - 1) != (next == '}')) {
                    return Step.BROKEN;
                }
                depth--;
                if (depth == 0) {
                    return Step.CLOSED;
                }
            }
            default -> {}
        }
        before = next;
        return Step.INSIDE;
    }

    /** Whether the byte that was taken last belongs to a text. */
    boolean isInText() {
        return inText;
    }

    private Step nextOfText(byte next) {
        if (next == '\n') {
            return Step.BROKEN;
        }
        if (escaped) {
            escaped = false;
        } else if (next == '\\') {
            escaped = true;
        } else if (next == '"') {
            inText = false;
        }
        return Step.INSIDE;
    }

    private boolean canOpen() {
        return before == ':' || before == '[' || before == ',' && !objects.get(depth - 1);
    }
}
