// SPDX-License-Identifier: Apache-2.0
package dev.penstock.event.registered;

import dev.penstock.event.BadEvent;
import dev.penstock.event.BadEvent.Reason;
import dev.penstock.event.SchemaId;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Locale;
import java.util.UUID;
import java.util.function.Function;

/**
 * Which schema a record names, and where its value begins.
 *
 * @param schema null where it names none
 * @param start of the value
 * @param indexes see {@link BodyDecoder}
 */
record Framing(SchemaId schema, int start, byte[] indexes) {

    /** Of the clients of Confluent: a format's number, the id, and for Protobuf which message it is. */
    private static final String CONFLUENT = "__value_schema_id";

    private static final int GUID = 1;
    private static final int GUID_BYTES = 1 + 2 * Long.BYTES;

    /** Of the clients of Apicurio: a number of eight bytes each. */
    private static final String CONTENT_ID = "apicurio.value.contentId";

    private static final String GLOBAL_ID = "apicurio.value.globalId";

    static final int PREFIX_BYTES = 1 + Integer.BYTES;
    private static final int LONG_PREFIX_BYTES = 1 + Long.BYTES;

    /** Of a record that names no schema. */
    static final Framing NONE = new Framing(null, 0, null);

    /**
     * What headers say.
     *
     * @param lastHeader finds the value of the last header of a name; null for none
     */
    static Framing ofHeaders(Function<String, byte[]> lastHeader) {
        byte[] confluent = lastHeader.apply(CONFLUENT);
        if (confluent != null) {
            return ofConfluent(confluent);
        }
        byte[] content = lastHeader.apply(CONTENT_ID);
        if (content != null && content.length == Long.BYTES) {
            return new Framing(new SchemaId.Number(ByteBuffer.wrap(content).getLong()), 0, null);
        }
        byte[] global = lastHeader.apply(GLOBAL_ID);
        if (global != null && global.length == Long.BYTES) {
            return new Framing(new SchemaId.Global(ByteBuffer.wrap(global).getLong()), 0, null);
        }
        return NONE;
    }

    private static Framing ofConfluent(byte[] header) {
        var in = ByteBuffer.wrap(header);
        if (header.length >= GUID_BYTES && in.get() == GUID) {
            var id = new SchemaId.Guid(new UUID(in.getLong(), in.getLong()));
            return new Framing(id, 0, Arrays.copyOfRange(header, GUID_BYTES, header.length));
        }
        if (header.length >= PREFIX_BYTES && header[0] == 0) {
            var id = new SchemaId.Number(
                    ByteBuffer.wrap(header, 1, Integer.BYTES).getInt());
            return new Framing(id, 0, Arrays.copyOfRange(header, PREFIX_BYTES, header.length));
        }
        return NONE;
    }

    /** What stands in front of the value. */
    static Framing ofValue(byte[] value) {
        if (value.length < PREFIX_BYTES || value[0] != 0) {
            return NONE;
        }
        int id = ByteBuffer.wrap(value, 1, Integer.BYTES).getInt();
        // No schema has the number 0: of older clients of Apicurio it has eight bytes.
        return id == 0 && value.length >= LONG_PREFIX_BYTES
                ? new Framing(
                        new SchemaId.Number(
                                ByteBuffer.wrap(value, 1, Long.BYTES).getLong()),
                        LONG_PREFIX_BYTES,
                        null)
                : new Framing(new SchemaId.Number(id), PREFIX_BYTES, null);
    }

    /** What is there where the schema should be named. */
    static BadEvent noSchemaId(byte[] value) {
        String found = value.length == 0
                ? "empty"
                : value[0] != 0
                        ? String.format(Locale.ROOT, "starts with byte 0x%02x", value[0])
                        : "only " + value.length + " bytes";
        return new BadEvent(
                Reason.NO_SCHEMA_ID,
                found + ", expected a zero byte and the id of a schema in four bytes, or a header " + CONFLUENT + ", "
                        + CONTENT_ID + " or " + GLOBAL_ID);
    }
}
