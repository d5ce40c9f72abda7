// SPDX-License-Identifier: Apache-2.0
package dev.penstock.event.avro;

import dev.penstock.event.DecodeLimits;
import dev.penstock.event.FieldsBuffer;
import dev.penstock.event.Projection;
import dev.penstock.event.bytes.JsonBuffer;
import dev.penstock.event.json.FieldTree;
import dev.penstock.event.registered.BinaryDecoder;
import org.apache.avro.Schema;

/** Reads the projected fields of the values of one Avro schema, that of their writer. Safe for use by many threads. */
final class AvroDecoder extends BinaryDecoder {

    private final DecodeLimits limits;
    private final AvroFields fields;
    private final AvroReader whole;

    /**
     * @param asJson whether somebody asks for whole events
     * @throws IllegalArgumentException if the schema is not of a record
     */
    AvroDecoder(Schema schema, Projection projection, DecodeLimits limits, boolean asJson) {
        super(limits, asJson);
        if (schema.getType() != Schema.Type.RECORD) {
            throw new IllegalArgumentException(
                    "a schema of type " + schema.getType().getName() + ", expected a record");
        }
        var readers = new AvroReaders();
        this.limits = limits;
        this.fields = AvroFields.of(schema, FieldTree.of(projection), projection.size(), readers);
        this.whole = readers.of(schema);
    }

    @Override
    protected void readFields(byte[] value, int start, byte[] indexes, FieldsBuffer target, JsonBuffer text) {
        var in = new AvroInput(value, start, limits.maxDepth());
        fields.read(in, target, text);
        if (in.at < in.end) {
            throw in.wrong((in.end - in.at) + " bytes behind the value");
        }
    }

    @Override
    protected void readWhole(byte[] value, int start, byte[] indexes, JsonBuffer out) {
        whole.read(new AvroInput(value, start, limits.maxDepth()), out);
    }
}
