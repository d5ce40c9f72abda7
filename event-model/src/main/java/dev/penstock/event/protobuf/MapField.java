// SPDX-License-Identifier: Apache-2.0
package dev.penstock.event.protobuf;

import com.google.protobuf.WireFormat;
import dev.penstock.event.bytes.JsonBuffer;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;

/** A field that holds a map: entries with a key and a value each, of which the last one of a key counts. */
final class MapField extends ProtoField {

    private static final int KEY = 0;
    private static final int VALUE = 1;

    private final MessageLayout entry;

    /** @param entry finds the key and the value */
    MapField(int number, MessageLayout entry) {
        super(number);
        this.entry = entry;
    }

    /**
     * Where a value stands in the bytes, see {@link ProtoField#read}.
     *
     * @param to 0 for a value that isn't there
     */
    record Place(int from, int to) {}

    @Override
    boolean takes(int wireType) {
        return wireType == WireFormat.WIRETYPE_LENGTH_DELIMITED;
    }

    ProtoField value() {
        return entry.field(VALUE);
    }

    /**
     * Finds the values of keys.
     *
     * @param isWanted of keys
     * @param scratch is left as it was
     */
    Map<String, Place> find(ProtoInput in, int from, int to, Predicate<String> isWanted, JsonBuffer scratch) {
        var found = new LinkedHashMap<String, Place>();
        in.at = from;
        while (in.at < to) {
            int tag = in.readTag();
            if (WireFormat.getTagFieldNumber(tag) != number) {
                in.skip(tag);
                continue;
            }
            int outer = in.narrow(in.readLength());
            int[] places = entry.scan(in);
            String key = key(in, places, scratch);
            if (isWanted.test(key)) {
                found.put(key, new Place(places[2 * VALUE], places[2 * VALUE + 1]));
            }
            in.at = in.end;
            in.end = outer;
        }
        return found;
    }

    /** The key as JSON has the name of a member, with its quotation marks. */
    private String key(ProtoInput in, int[] places, JsonBuffer scratch) {
        int start = scratch.length();
        ProtoField key = entry.field(KEY);
        if (places[2 * KEY + 1] > 0) {
            key.read(in, places[2 * KEY], places[2 * KEY + 1], scratch);
        } else {
            key.readAbsent(in, scratch);
        }
        var json = new String(scratch.bytes(), start, scratch.length() - start, StandardCharsets.UTF_8);
        scratch.truncate(start);
        return json.charAt(0) == '"' ? json : '"' + json + '"';
    }

    @Override
    void read(ProtoInput in, int from, int to, JsonBuffer out) {
        in.enter();
        char mark = '{';
        for (var found : find(in, from, to, key -> true, out).entrySet()) {
            out.put(mark);
            mark = ',';
            out.put(found.getKey().getBytes(StandardCharsets.UTF_8));
            out.put(':');
            Place place = found.getValue();
            if (place.to > 0) {
                value().read(in, place.from, place.to, out);
            } else {
                value().readAbsent(in, out);
            }
        }
        if (mark == '{') {
            out.put(mark);
        }
        out.put('}');
        in.leave();
    }

    @Override
    boolean readAbsent(ProtoInput in, JsonBuffer out) {
        out.put('{');
        out.put('}');
        return true;
    }
}
