// SPDX-License-Identifier: Apache-2.0
package dev.penstock.event.avro;

import dev.penstock.event.BadEvent;
import dev.penstock.event.BadEvent.Reason;
import dev.penstock.event.DecodeLimits;
import dev.penstock.event.FieldsBuffer;
import dev.penstock.event.Projection;
import dev.penstock.event.bytes.JsonBuffer;
import dev.penstock.event.json.FieldTree;
import dev.penstock.event.json.Refusal;
import org.apache.avro.Schema;

/** Reads the projected fields of the values of one Avro schema, that of their writer. Safe for use by many threads. */
final class AvroDecoder {

    /** JSON may be so much longer than Avro, or values of a few bytes could fill the memory. */
    private static final int JSON_PER_BYTE = 16;

    private final DecodeLimits limits;
    private final AvroFields fields;
    private final AvroReader whole;

    /**
     * @param asJson whether somebody asks for whole events
     * @throws IllegalArgumentException if the schema is not of a record
     */
    AvroDecoder(Schema schema, Projection projection, DecodeLimits limits, boolean asJson) {
        if (schema.getType() != Schema.Type.RECORD) {
            throw new IllegalArgumentException(
                    "a schema of type " + schema.getType().getName() + ", expected a record");
        }
        var readers = new AvroReaders();
        this.limits = limits;
        this.fields = AvroFields.of(schema, FieldTree.of(projection), projection.size(), readers);
        this.whole = asJson ? readers.of(schema) : null;
    }

    /**
     * Reads a value; never fails, whatever the bytes.
     *
     * @param start where the value begins, behind what names its schema
     * @return what is wrong with it; null where nothing is
     */
    BadEvent decodeInto(byte[] value, int start, FieldsBuffer target) {
        JsonBuffer text = target.resetForeign(value, mostJsonBytes(limits));
        if (value.length > limits.maxBytes()) {
            return new BadEvent(Reason.TOO_LONG, value.length + " bytes, at most " + limits.maxBytes() + " are taken");
        }
        try {
            var in = new AvroInput(value, start, limits.maxDepth());
            fields.read(in, target, text);
            if (in.at < in.end) {
                throw in.wrong((in.end - in.at) + " bytes behind the value");
            }
            target.taken(whole == null ? null : json(value, start));
            return null;
        } catch (Refusal refusal) {
            return refusal.bad();
        } catch (JsonBuffer.FullException e) {
            return new BadEvent(Reason.TOO_LONG, e.getMessage());
        }
    }

    /** How long a value may be as JSON. */
    static int mostJsonBytes(DecodeLimits limits) {
        return JSON_PER_BYTE * limits.maxBytes();
    }

    private byte[] json(byte[] value, int start) {
        var text = new JsonBuffer(1024, mostJsonBytes(limits));
        whole.read(new AvroInput(value, start, limits.maxDepth()), text);
        return text.toBytes();
    }
}
