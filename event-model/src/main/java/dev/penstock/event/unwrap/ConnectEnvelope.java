// SPDX-License-Identifier: Apache-2.0
package dev.penstock.event.unwrap;

import dev.penstock.event.DecodeLimits;
import dev.penstock.event.FieldKind;
import dev.penstock.event.bytes.JsonBuffer;

import java.util.function.Function;

/** The payload of what Kafka Connect's JSON converter writes with a schema. */
final class ConnectEnvelope implements Envelope {

    private static final int SCHEMA = 0;
    private static final int PAYLOAD = 1;

    private final ObjectMembers.Finder finder;
    private final ConnectSchemas schemas;

    ConnectEnvelope(DecodeLimits limits) {
        this.finder = new ObjectMembers.Finder(limits, "schema", "payload");
        this.schemas = new ConnectSchemas(limits);
    }

    @Override
    public byte[] event(byte[] json, Function<String, byte[]> lastHeader) {
        ObjectMembers members = finder.find(json);
        if (members.kind(PAYLOAD) == FieldKind.NULL) {
            return null;
        }
        if (!members.isObject(PAYLOAD)) {
            throw members.wrong(PAYLOAD, "an object beside 'schema', as Kafka Connect's JSON converter writes it");
        }
        ConnectValue values = schemas.of(members, SCHEMA);
        if (values == ConnectValue.AS_IT_IS) {
            return members.copy(PAYLOAD);
        }
        var out = new JsonBuffer(members.end(PAYLOAD) - members.start(PAYLOAD), Integer.MAX_VALUE);
        values.put(members.json(), members.start(PAYLOAD), members.end(PAYLOAD), out);
        return out.toBytes();
    }
}
