// SPDX-License-Identifier: Apache-2.0
package dev.penstock.event.json;

import dev.penstock.event.BadEvent;
import dev.penstock.event.BadEvent.Reason;
import dev.penstock.event.DecodeLimits;
import dev.penstock.event.FieldKind;
import dev.penstock.event.FieldsBuffer;
import dev.penstock.event.JsonResult;
import dev.penstock.event.Projection;
import dev.penstock.event.ValueDecoder;
import dev.penstock.event.bytes.Escapes;
import dev.penstock.event.bytes.NonFinite;
import dev.penstock.event.bytes.Utf8;

import java.util.function.Function;

/**
 * Reads the projected fields of a JSON object in one pass. Strict: the value as a whole must be one JSON object in
 * UTF-8 (RFC 8259), within the limits, also where nobody reads the fields. A projected field that is there twice, or that
 * holds an escaped half of a surrogate pair without the other, is no single value. The one thing that is taken beyond JSON
 * are the words NaN, Infinity and -Infinity in the place of a number, see {@link NonFinite}. Safe for use by many threads.
 */
public final class JsonDecoder implements ValueDecoder {

    /** Longest field name, in bytes as it stands in the value. */
    static final int MAX_NAME_BYTES = 2_048;

    private final FieldTree root;
    private final int nodes;
    private final int slots;
    private final DecodeLimits limits;
    private final boolean lenientNumbers;
    private final JsonSkipper skipper;
    private final MemberCache shared;

    public JsonDecoder(Projection projection, DecodeLimits limits) {
        this(projection, limits, false);
    }

    /** @param lenientNumbers whether a text that holds a number is a number where one is needed */
    public JsonDecoder(Projection projection, DecodeLimits limits, boolean lenientNumbers) {
        this.lenientNumbers = lenientNumbers;
        this.root = FieldTree.of(projection);
        this.nodes = root.count();
        this.slots = projection.size();
        this.limits = limits;
        this.skipper = new JsonSkipper(limits.maxDepth());
        this.shared = new MemberCache(root);
    }

    /** Reads a value; never fails, whatever the bytes. */
    public JsonResult decode(byte[] json) {
        FieldsBuffer fields = newFields();
        BadEvent bad = decodeInto(json, fields, shared);
        return bad == null ? fields : bad;
    }

    @Override
    public FieldsBuffer newFields() {
        return new FieldsBuffer(nodes, limits.maxKeptTextBytes(), lenientNumbers);
    }

    @Override
    public Memory newMemory() {
        return new MemberCache(root);
    }

    @Override
    public BadEvent decodeInto(byte[] json, Function<String, byte[]> lastHeader, FieldsBuffer target, Memory memory) {
        return decodeInto(json, target, memory);
    }

    /** The same, whatever the record's headers. */
    public BadEvent decodeInto(byte[] json, FieldsBuffer target, Memory memory) {
        var members = (MemberCache) memory;
        target.reset(json);
        if (json.length > limits.maxBytes()) {
            return new BadEvent(Reason.TOO_LONG, json.length + " bytes, at most " + limits.maxBytes() + " are taken");
        }
        try {
            readValue(json, target, members);
            return null;
        } catch (Refusal refusal) {
            return readWithNonFinite(json, target, members) ? null : worst(json, refusal.bad());
        }
    }

    /** Whether the value is an object as soon as NaN and Infinity are taken for numbers. */
    private boolean readWithNonFinite(byte[] json, FieldsBuffer target, MemberCache members) {
        NonFinite replaced = NonFinite.replaced(json);
        if (replaced.at().length == 0) {
            return false;
        }
        target.reset(replaced.json());
        try {
            readValue(replaced.json(), target, members);
        } catch (Refusal refusal) {
            return false;
        }
        target.cameAs(json);
        for (int slot = 0; slot < slots; slot++) {
            if (target.kind(slot) == FieldKind.NULL && replaced.isAt(target.start(slot))) {
                target.setUnusableNumber(slot);
            }
        }
        return true;
    }

    /** The whole value may have something worse than what was met first. */
    private static BadEvent worst(byte[] json, BadEvent first) {
        int broken = Utf8.firstInvalid(json);
        if (broken >= 0) {
            return new BadEvent(Reason.BROKEN_UTF8, "no UTF-8 from byte " + broken + " on");
        }
        return startsLikeAnotherEncoding(json)
                ? new BadEvent(Reason.NOT_JSON, "starts with a byte order mark or a zero byte, expected '{'")
                : first;
    }

    private static boolean startsLikeAnotherEncoding(byte[] json) {
        for (int i = 0; i < Math.min(4, json.length); i++) {
            if (json[i] == 0) {
                return true;
            }
        }
        return json.length >= 3 && json[0] == (byte) 0xEF && json[1] == (byte) 0xBB && json[2] == (byte) 0xBF;
    }

    private void readValue(byte[] json, FieldsBuffer target, MemberCache members) {
        int start = JsonScanner.whitespaceEnd(json, 0);
        if (start == json.length) {
            throw new Refusal(Reason.NOT_JSON, "empty, expected an object");
        }
        boolean isObject = json[start] == '{';
        int end = isObject
                ? readObject(json, start, 1, target, members, root, members.first())
                : skipper.valueEnd(json, start, 0);
        end = JsonScanner.whitespaceEnd(json, end);
        if (end < json.length) {
            throw Refusal.expected("nothing more behind the value", json, end);
        }
        if (!isObject) {
            throw new Refusal(Reason.NOT_AN_OBJECT, "found " + describe(json[start]) + ", expected an object");
        }
    }

    /**
     * Reads an object that holds projected fields.
     *
     * @param start its opening bracket
     * @param depth how many objects are open with it
     * @param member what stands in front of its first member
     * @return the place behind it
     */
    private int readObject(
            byte[] json,
            int start,
            int depth,
            FieldsBuffer target,
            MemberCache members,
            FieldTree object,
            Member before) {
        skipper.checkDepth(depth);
        int i = JsonScanner.whitespaceEnd(json, start + 1);
        if (JsonScanner.at(json, i) == '}') {
            return i + 1;
        }
        i = start + 1;
        Member member = before;
        while (true) {
            member = members.next(member, object, json, i);
            i += member.text.length();
            if (JsonScanner.at(json, i) <= ' ') {
                // This value has more space in front of it than the one that the member was learned from.
                i = JsonScanner.whitespaceEnd(json, i);
            }
            i = member.field == null
                    ? skipper.valueEnd(json, i, depth)
                    : readField(json, i, depth, target, members, member);
            byte next = JsonScanner.at(json, i);
            if (next != ',' && next != '}') {
                i = JsonScanner.whitespaceEnd(json, i);
                next = JsonScanner.at(json, i);
            }
            if (next == '}') {
                return i + 1;
            } else if (next != ',') {
                throw Refusal.expected("',' or '}'", json, i);
            }
            i++;
        }
    }

    /** Behind the value that begins at {@code start}, which is that of a projected field or leads to some. */
    private int readField(byte[] json, int start, int depth, FieldsBuffer target, MemberCache members, Member member) {
        FieldTree field = member.field;
        // Null counts, and so does what only holds projected fields: other readers would take the other value.
        if (target.isPresent(field.index)) {
            setTwice(target, field);
            return skipper.valueEnd(json, start, depth);
        }
        int end;
        switch (JsonScanner.at(json, start)) {
            case '"':
                return readText(json, start, target, field);
            case '-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9':
                end = JsonScanner.numberEnd(json, start);
                boolean exponent = end < 0;
                end = exponent ? ~end : end;
                target.set(field.index, FieldKind.NUMBER, exponent, start, end);
                return end;
            case '{':
                end = member.inside == null
                        ? skipper.valueEnd(json, start, depth)
                        : readObject(json, start, depth + 1, target, members, field, member.inside);
                target.set(field.index, FieldKind.OBJECT, false, start, end);
                return end;
            case '[':
                end = skipper.valueEnd(json, start, depth);
                target.set(field.index, FieldKind.ARRAY, false, start, end);
                return end;
            case 't', 'f', 'n':
                end = JsonScanner.literalEnd(json, start);
                target.set(field.index, literal(json[start]), false, start, end);
                return end;
            default:
                throw Refusal.expected("a value", json, start);
        }
    }

    /** Sets a field and all that are in it: no reader can know which value is meant. */
    public static void setTwice(FieldsBuffer target, FieldTree field) {
        target.setTwice(field.index);
        field.children.values().forEach(child -> setTwice(target, child));
    }

    private int readText(byte[] json, int start, FieldsBuffer target, FieldTree field) {
        int end = JsonScanner.stringEnd(json, start + 1);
        boolean escaped = end < 0;
        if (escaped) {
            end = ~end;
            if (field.index < slots && !Escapes.areWritable(json, start + 1, end)) {
                target.setBroken(field.index, start, end + 1);
                return end + 1;
            }
        }
        target.set(field.index, FieldKind.TEXT, escaped, start + 1, end);
        return end + 1;
    }

    private static FieldKind literal(byte first) {
        return first == 't' ? FieldKind.TRUE : first == 'f' ? FieldKind.FALSE : FieldKind.NULL;
    }

    private static String describe(byte first) {
        return switch (first) {
            case '[' -> "an array";
            case '"' -> "a text";
            case 't', 'f' -> "a boolean";
            case 'n' -> "null";
            default -> "a number";
        };
    }
}
