// SPDX-License-Identifier: Apache-2.0
package dev.penstock.event.registered;

import dev.penstock.event.BadEvent;
import dev.penstock.event.RegisteredSchema;
import dev.penstock.event.ValueDecoder;
import dev.penstock.event.json.JsonDecoder;

import java.util.Arrays;

/** JSON whose records name a schema. That has to be there; nobody asks here whether values are of it. */
public record JsonSchemaFormat(JsonDecoder json) implements SchemaFormat {

    @Override
    public String type() {
        return "JSON";
    }

    @Override
    public BodyDecoder compile(RegisteredSchema schema, String message) {
        return (value, start, indexes, target, memory) -> {
            byte[] body = start == 0 ? value : Arrays.copyOfRange(value, start, value.length);
            BadEvent bad = json.decodeInto(body, target, memory);
            target.cameAs(value);
            return bad;
        };
    }

    @Override
    public ValueDecoder.Memory newMemory() {
        return json.newMemory();
    }
}
