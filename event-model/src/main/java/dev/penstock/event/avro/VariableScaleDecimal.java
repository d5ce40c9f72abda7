// SPDX-License-Identifier: Apache-2.0
package dev.penstock.event.avro;

import dev.penstock.event.bytes.JsonBuffer;
import dev.penstock.event.registered.JsonValues;
import org.apache.avro.Schema;

import java.util.List;

/** Reads the decimals of columns without a scale, as Debezium writes them: a record of the scale and the unscaled number. */
final class VariableScaleDecimal extends AvroReader {

    private static final String NAME = "io.debezium.data.VariableScaleDecimal";
    private static final List<Schema.Type> TYPES = List.of(Schema.Type.INT, Schema.Type.BYTES);

    static boolean isSchema(Schema schema) {
        return schema.getType() == Schema.Type.RECORD
                && schema.getFullName().equals(NAME)
                && schema.getFields().stream()
                        .map(field -> field.schema().getType())
                        .toList()
                        .equals(TYPES);
    }

    @Override
    boolean mayBeUnusable() {
        return true;
    }

    @Override
    void skip(AvroInput in) {
        in.readLong();
        in.advance(in.readLength());
    }

    @Override
    void read(AvroInput in, JsonBuffer out) {
        long scale = in.readLong();
        int length = in.readLength();
        JsonValues.putDecimal(in.bytes, in.advance(length), length, scale, out);
    }
}
