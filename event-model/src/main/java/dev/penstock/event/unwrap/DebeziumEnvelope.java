// SPDX-License-Identifier: Apache-2.0
package dev.penstock.event.unwrap;

import dev.penstock.event.DecodeLimits;
import dev.penstock.event.FieldKind;
import dev.penstock.event.FieldPath;
import dev.penstock.event.bytes.Escapes;
import dev.penstock.event.bytes.JsonBuffer;

import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The row that an envelope of Debezium tells of, as it is after the change; where it was deleted, as it was before. Envelopes
 * come with Kafka Connect's schema around them or without. What else is in the envelope stands in front of the row's members, by the
 * names that Debezium's own transformation has for them.
 */
final class DebeziumEnvelope implements Envelope {

    private static final int SCHEMA = 0;
    private static final int PAYLOAD = 1;
    private static final List<String> MEMBERS =
            List.of("before", "after", "op", "ts_ms", "source", "ts_us", "ts_ns", "transaction");
    private static final int INSIDE = 2;
    private static final int BARE = INSIDE + MEMBERS.size();

    private static final int BEFORE = 0;
    private static final int AFTER = 1;
    private static final int OP = 2;
    private static final int TS_MS = 3;

    /** From here on, members are put that somebody reads. */
    private static final int SOURCE = 4;

    private final ObjectMembers.Finder finder;
    private final ConnectSchemas schemas;
    private final Set<String> named;

    /** @param named the fields of events that somebody reads */
    DebeziumEnvelope(Collection<FieldPath> named, DecodeLimits limits) {
        this.finder = new ObjectMembers.Finder(
                limits,
                Stream.of(
                                Stream.of("schema", "payload"),
                                MEMBERS.stream().map(member -> "payload." + member),
                                MEMBERS.stream())
                        .flatMap(paths -> paths)
                        .toArray(String[]::new));
        this.schemas = new ConnectSchemas(limits);
        this.named = named.stream().map(field -> field.segments().get(0)).collect(Collectors.toSet());
    }

    @Override
    public byte[] event(byte[] json, Function<String, byte[]> lastHeader) {
        ObjectMembers members = finder.find(json);
        boolean isBare = members.kind(PAYLOAD) == FieldKind.ABSENT;
        if (members.kind(PAYLOAD) == FieldKind.NULL) {
            return null;
        }
        int first = isBare ? BARE : INSIDE;
        if (members.kind(first + OP) != FieldKind.TEXT) {
            throw members.wrong(first + OP, "the operation of a change, as Debezium writes it");
        }
        boolean isDeleted = !members.isThere(first + AFTER);
        int row = first + (isDeleted ? BEFORE : AFTER);
        if (!members.isThere(row)) {
            return null;
        }
        boolean isText = members.kind(row) == FieldKind.TEXT;
        if (!isText && !members.isObject(row)) {
            throw members.wrong(row, "an object with a row");
        }
        var out = new JsonBuffer(256 + members.end(row) - members.start(row), Integer.MAX_VALUE);
        out.put('{');
        members.put(first + OP, "__op", out);
        out.text("__deleted");
        out.put(':');
        out.bool(isDeleted);
        out.put(',');
        members.put(first + TS_MS, "__ts_ms", out);
        for (int i = SOURCE; i < MEMBERS.size(); i++) {
            String name = "__" + MEMBERS.get(i);
            if (named.contains(name)) {
                members.put(first + i, name, out);
            }
        }
        ConnectValue values = isBare ? ConnectValue.AS_IT_IS : schemas.of(members, SCHEMA);
        if (!isDeleted && named.contains("__before") && members.isObject(first + BEFORE)) {
            out.text("__before");
            out.put(':');
            put(members, first + BEFORE, values.member("before"), out);
            out.put(',');
        }
        if (isText) {
            byte[] document = document(members, row);
            ObjectSplice.putRest(document, 0, document.length, out);
            return out.toBytes();
        }
        ConnectValue ofRow = values.member(isDeleted ? "before" : "after");
        if (ofRow == ConnectValue.AS_IT_IS) {
            ObjectSplice.putRest(members.json(), members.start(row), members.end(row), out);
        } else {
            var whole = new JsonBuffer(256 + members.end(row) - members.start(row), Integer.MAX_VALUE);
            put(members, row, ofRow, whole);
            ObjectSplice.putRest(whole.bytes(), 0, whole.length(), out);
        }
        return out.toBytes();
    }

    /** The connector of MongoDB writes its documents as JSON in a text. */
    private static byte[] document(ObjectMembers members, int row) {
        byte[] document = Escapes.decode(members.json(), members.start(row) + 1, members.end(row) - 1)
                .getBytes(StandardCharsets.UTF_8);
        if (document.length == 0 || document[0] != '{') {
            throw members.wrong(row, "an object with a row, or a text that holds one");
        }
        return document;
    }

    private static void put(ObjectMembers members, int row, ConnectValue values, JsonBuffer out) {
        values.put(members.json(), members.start(row), members.end(row), out);
    }
}
