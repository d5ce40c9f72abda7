// SPDX-License-Identifier: Apache-2.0
package dev.penstock.event.json;

import dev.penstock.event.BadEvent.Reason;
import dev.penstock.event.bytes.Escapes;

/** Finds where JSON values end that nobody reads. As strict as with the others. Immutable. */
public final class JsonSkipper {

    /** How many open brackets one call keeps apart, a bit for each. */
    private static final int LEVELS_PER_CALL = Long.SIZE;

    private final int maxDepth;

    public JsonSkipper(int maxDepth) {
        this.maxDepth = maxDepth;
    }

    /**
     * Behind the value that begins at {@code i}.
     *
     * @param depth how many objects and arrays are open around it
     */
    public int valueEnd(byte[] json, int i, int depth) {
        byte first = JsonScanner.at(json, i);
        return first == '{' || first == '[' ? compositeEnd(json, i, depth) : scalarEnd(json, i);
    }

    private static int scalarEnd(byte[] json, int i) {
        switch (JsonScanner.at(json, i)) {
            case '"': {
                int quote = JsonScanner.stringEnd(json, i + 1);
                return (quote < 0 ? ~quote : quote) + 1;
            }
            case '-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9': {
                int end = JsonScanner.numberEnd(json, i);
                return end < 0 ? ~end : end;
            }
            case 't', 'f', 'n':
                return JsonScanner.literalEnd(json, i);
            default:
                throw Refusal.expected("a value", json, i);
        }
    }

    private int compositeEnd(byte[] json, int i, int depth) {
        long objects = 0; // a bit for each open bracket, set for an object; the lowest is the innermost
        int open = 0;
        while (true) {
            byte first = JsonScanner.at(json, i);
            boolean bracket = first == '{' || first == '[';
            if (bracket && open < LEVELS_PER_CALL) {
                open++;
                checkDepth(depth + open);
                objects = objects << 1 | (first == '{' ? 1 : 0);
                i = JsonScanner.whitespaceEnd(json, i + 1);
                if (JsonScanner.at(json, i) != (first == '{' ? '}' : ']')) {
                    i = first == '{' ? memberStart(json, i) : i;
                    continue;
                }
            } else {
                i = bracket ? compositeEnd(json, i, depth + open) : scalarEnd(json, i);
                i = JsonScanner.whitespaceEnd(json, i);
            }
            // Behind a value, or at the end of an empty object or array.
            while (JsonScanner.at(json, i) == ((objects & 1) == 1 ? '}' : ']')) {
                i++;
                objects >>>= 1;
                if (--open == 0) {
                    return i;
                }
                i = JsonScanner.whitespaceEnd(json, i);
            }
            boolean inObject = (objects & 1) == 1;
            if (JsonScanner.at(json, i) != ',') {
                throw Refusal.expected(inObject ? "',' or '}'" : "',' or ']'", json, i);
            }
            i = JsonScanner.whitespaceEnd(json, i + 1);
            i = inObject ? memberStart(json, i) : i;
        }
    }

    /** The value of the member whose name begins at {@code i}. */
    private static int memberStart(byte[] json, int i) {
        int nameEnd = nameEnd(json, i);
        return colonEnd(json, nameEnd < 0 ? ~nameEnd : nameEnd);
    }

    void checkDepth(int depth) {
        if (depth > maxDepth) {
            throw Refusal.tooDeep(maxDepth);
        }
    }

    /**
     * The closing quotation mark of a name, or its complement if the name has escapes.
     *
     * @param i where the opening quotation mark must be
     */
    public static int nameEnd(byte[] json, int i) {
        if (JsonScanner.at(json, i) != '"') {
            throw Refusal.expected("a field name in quotation marks", json, i);
        }
        int end = JsonScanner.stringEnd(json, i + 1);
        int quote = end < 0 ? ~end : end;
        if (quote - i - 1 > JsonDecoder.MAX_NAME_BYTES) {
            throw new Refusal(Reason.TOO_LONG, "a field name of more than " + JsonDecoder.MAX_NAME_BYTES + " bytes");
        }
        if (end < 0 && !Escapes.areWritable(json, i + 1, quote)) {
            throw new Refusal(
                    Reason.NOT_JSON,
                    "an escaped half of a surrogate pair without the other in a field name (at byte " + i + ")");
        }
        return end;
    }

    /** The first byte of a member's value. */
    public static int colonEnd(byte[] json, int quote) {
        int colon = JsonScanner.whitespaceEnd(json, quote + 1);
        if (JsonScanner.at(json, colon) != ':') {
            throw Refusal.expected("':'", json, colon);
        }
        return JsonScanner.whitespaceEnd(json, colon + 1);
    }
}
