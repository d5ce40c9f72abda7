// SPDX-License-Identifier: Apache-2.0
package dev.penstock.event.protobuf;

import dev.penstock.event.DecodeLimits;
import dev.penstock.event.Projection;
import dev.penstock.event.RegisteredSchema;
import dev.penstock.event.protobuf.schema.ProtoFiles;
import dev.penstock.event.registered.BodyDecoder;
import dev.penstock.event.registered.SchemaFormat;

/**
 * Protobuf: which message of the schema it is, and the message.
 *
 * @param asJson whether somebody asks for whole events
 */
public record ProtobufFormat(Projection projection, DecodeLimits limits, boolean asJson) implements SchemaFormat {

    @Override
    public String type() {
        return "PROTOBUF";
    }

    @Override
    public BodyDecoder compile(RegisteredSchema schema, String message) {
        return new ProtobufDecoder(ProtoFiles.descriptor(schema), message, projection, limits, asJson);
    }
}
