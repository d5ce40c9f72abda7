// SPDX-License-Identifier: Apache-2.0
package dev.penstock.event.avro;

import dev.penstock.event.DecodeLimits;
import dev.penstock.event.Projection;
import dev.penstock.event.RegisteredSchema;
import dev.penstock.event.registered.BodyDecoder;
import dev.penstock.event.registered.SchemaFormat;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;

/**
 * Avro: values in its binary encoding.
 *
 * @param asJson whether somebody asks for whole events
 */
public record AvroFormat(Projection projection, DecodeLimits limits, boolean asJson) implements SchemaFormat {

    @Override
    public String type() {
        return "AVRO";
    }

    @Override
    public BodyDecoder compile(RegisteredSchema schema, String message) {
        return new AvroDecoder(parse(schema), projection, limits, asJson);
    }

    /**
     * Parses a schema, with those that it names.
     *
     * @throws IllegalArgumentException if it is none of Avro
     */
    public static Schema parse(RegisteredSchema registered) {
        try {
            var parser = new Schema.Parser();
            registered.references().values().forEach(reference -> parser.parse(reference.text()));
            return parser.parse(registered.text());
        } catch (AvroRuntimeException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }
}
