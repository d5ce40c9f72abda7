// SPDX-License-Identifier: Apache-2.0
package dev.penstock.event.unwrap;

import dev.penstock.event.BadEvent;
import dev.penstock.event.BadEvent.Reason;
import dev.penstock.event.DecodeLimits;
import dev.penstock.event.FieldKind;
import dev.penstock.event.FieldPath;
import dev.penstock.event.Fields;
import dev.penstock.event.Projection;
import dev.penstock.event.bytes.JsonBuffer;
import dev.penstock.event.json.JsonDecoder;
import dev.penstock.event.json.Refusal;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** Where some members of an object stand. Each is known by its index among those that were asked for. */
final class ObjectMembers {

    /** Finds them. Safe for use by many threads. */
    static final class Finder {

        private final List<FieldPath> paths;
        private final JsonDecoder decoder;

        Finder(DecodeLimits limits, String... paths) {
            this(limits, Stream.of(paths).map(FieldPath::parse).toList());
        }

        Finder(DecodeLimits limits, List<FieldPath> paths) {
            this.paths = paths;
            this.decoder = new JsonDecoder(Projection.of(paths), limits);
        }

        /** @throws Refusal if the value is no JSON object */
        ObjectMembers find(byte[] json) {
            var result = decoder.decode(json);
            if (result instanceof BadEvent bad) {
                throw new Refusal(bad.reason(), bad.detail());
            }
            return new ObjectMembers(paths, (Fields) result);
        }
    }

    private final List<FieldPath> paths;
    private final Fields fields;

    private ObjectMembers(List<FieldPath> paths, Fields fields) {
        this.paths = paths;
        this.fields = fields;
    }

    /** @throws Refusal if the member is there twice */
    FieldKind kind(int index) {
        if (fields.isTwice(index)) {
            throw new Refusal(Reason.DUPLICATE_FIELD, "'" + paths.get(index) + "' is there more than once");
        }
        return fields.kind(index);
    }

    boolean isObject(int index) {
        return kind(index) == FieldKind.OBJECT && !fields.isBroken(index);
    }

    /** Neither missing nor null. */
    boolean isThere(int index) {
        FieldKind kind = kind(index);
        return kind != FieldKind.ABSENT && kind != FieldKind.NULL;
    }

    /** What the places of members count in. */
    byte[] json() {
        return fields.json();
    }

    int start(int index) {
        return fields.start(index) - quote(index);
    }

    int end(int index) {
        return fields.end(index) + quote(index);
    }

    /** The place of a text is without its quotation marks, unless it can't be written. */
    private int quote(int index) {
        return fields.kind(index) == FieldKind.TEXT ? 1 : 0;
    }

    /** The value as it stands there. */
    byte[] copy(int index) {
        return Arrays.copyOfRange(json(), start(index), end(index));
    }

    /** Puts a member of another name with this value, and a comma; nothing where there is none. */
    void put(int index, String name, JsonBuffer out) {
        if (kind(index) != FieldKind.ABSENT) {
            out.text(name);
            out.put(':');
            out.put(json(), start(index), end(index));
            out.put(',');
        }
    }

    /** What is wrong with the shape of a value. */
    Refusal wrong(int index, String expected) {
        String found = switch (kind(index)) {
            case ABSENT -> "is missing";
            case NULL -> "is null";
            case TEXT -> "is a text";
            case NUMBER -> "is a number";
            case TRUE, FALSE -> "is a boolean";
            case OBJECT -> "is an object";
            case ARRAY -> "is a list";
        };
        return new Refusal(Reason.WRONG_SHAPE, "'" + paths.get(index) + "' " + found + ", expected " + expected);
    }
}
