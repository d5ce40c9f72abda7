// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.enrich;

import dev.penstock.event.FieldPath;
import dev.penstock.event.bytes.JsonBuffer;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** Writes an object whose fields are known. One without any value is not there at all. */
public final class ObjectWriter implements ValueWriter {

    private final Member[] members;

    private ObjectWriter(Member[] members) {
        this.members = members;
    }

    /**
     * @param first the name as JSON, with the colon
     * @param next the same behind a comma
     */
    private record Member(byte[] first, byte[] next, ValueWriter value) {}

    /**
     * An object of these fields. What lies in the same object is written together, where the first of it stands.
     *
     * @param fields no field is inside of another one
     */
    public static ObjectWriter of(Map<FieldPath, ValueWriter> fields) {
        return of(fields, 0);
    }

    /** @param depth how many names of each path are spoken for by the objects around */
    private static ObjectWriter of(Map<FieldPath, ValueWriter> fields, int depth) {
        Map<String, Map<FieldPath, ValueWriter>> byName = new LinkedHashMap<>();
        fields.forEach(
                (path, value) -> byName.computeIfAbsent(path.segments().get(depth), name -> new LinkedHashMap<>())
                        .put(path, value));
        return new ObjectWriter(byName.entrySet().stream()
                .map(named ->
                        new Member(head("", named.getKey()), head(",", named.getKey()), value(named.getValue(), depth)))
                .toArray(Member[]::new));
    }

    private static ValueWriter value(Map<FieldPath, ValueWriter> inside, int depth) {
        var first = inside.entrySet().iterator().next();
        return first.getKey().segments().size() == depth + 1 ? first.getValue() : of(inside, depth + 1);
    }

    private static byte[] head(String before, String name) {
        var out = new JsonBuffer();
        out.put(before.getBytes(StandardCharsets.US_ASCII));
        out.text(name);
        out.put(':');
        return out.toBytes();
    }

    @Override
    public void write(InputEvent in, JsonBuffer out) {
        int start = out.length();
        out.put('{');
        if (writeMembers(in, out, false)) {
            out.put('}');
        } else {
            out.truncate(start);
        }
    }

    /**
     * Writes the members alone, without the braces.
     *
     * @param hasMembers whether the object has members already
     * @return whether the object has members now
     */
    public boolean writeMembers(InputEvent in, JsonBuffer out, boolean hasMembers) {
        boolean has = hasMembers;
        for (Member member : members) {
            int start = out.length();
            out.put(has ? member.next : member.first);
            int head = out.length();
            member.value.write(in, out);
            if (out.length() == head) {
                out.truncate(start);
            } else {
                has = true;
            }
        }
        return has;
    }
}
