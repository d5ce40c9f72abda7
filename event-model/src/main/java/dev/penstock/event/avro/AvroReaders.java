// SPDX-License-Identifier: Apache-2.0
package dev.penstock.event.avro;

import dev.penstock.event.FieldsBuffer;
import dev.penstock.event.bytes.JsonBuffer;
import dev.penstock.event.registered.JsonValues;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * Makes the readers of a schema, one for each of its named types, which may hold themselves. How values look as JSON:
 * records and maps are objects, arrays lists, enums texts; a union is the value that it holds; decimals are numbers with
 * all their digits, UUIDs their text, other bytes Base64; times and dates are the numbers that they are.
 */
final class AvroReaders {

    private final Map<Schema, AvroReader> named = new HashMap<>();

    AvroReader of(Schema schema) {
        return switch (schema.getType()) {
            case RECORD ->
                VariableScaleDecimal.isSchema(schema) ? new VariableScaleDecimal() : named(schema, new OfRecord());
            case ARRAY -> new OfArray(of(schema.getElementType()));
            case MAP -> new OfMap(of(schema.getValueType()));
            case UNION -> new OfUnion(schema.getTypes().stream().map(this::of).toArray(AvroReader[]::new));
            case ENUM -> new OfEnum(schema);
            case FIXED -> fixed(schema);
            case BYTES ->
                schema.getLogicalType() instanceof LogicalTypes.Decimal decimal
                        ? new OfDecimal(-1, decimal.getScale())
                        : OfScalar.BYTES;
            case STRING -> OfScalar.STRING;
            case INT, LONG -> OfScalar.LONG;
            case FLOAT -> OfScalar.FLOAT;
            case DOUBLE -> OfScalar.DOUBLE;
            case BOOLEAN -> OfScalar.BOOLEAN;
            case NULL -> OfScalar.NULL;
        };
    }

    private AvroReader named(Schema schema, OfRecord record) {
        AvroReader known = named.putIfAbsent(schema, record);
        if (known != null) {
            return known;
        }
        record.names = schema.getFields().stream().map(Schema.Field::name).toArray(String[]::new);
        record.values =
                schema.getFields().stream().map(field -> of(field.schema())).toArray(AvroReader[]::new);
        return record;
    }

    private static AvroReader fixed(Schema schema) {
        int size = schema.getFixedSize();
        if (schema.getLogicalType() instanceof LogicalTypes.Decimal decimal) {
            return new OfDecimal(size, decimal.getScale());
        }
        boolean isUuid = size == 2 * Long.BYTES
                && schema.getLogicalType() != null
                && schema.getLogicalType().getName().equals("uuid");
        return isUuid ? OfScalar.UUID : new OfFixed(size);
    }

    /** Values that know no more than their type. */
    private abstract static class OfScalar extends AvroReader {

        static final AvroReader NULL = new OfScalar() {
            @Override
            void skip(AvroInput in) {}

            @Override
            void read(AvroInput in, JsonBuffer out) {
                out.nothing();
            }
        };
        static final AvroReader BOOLEAN = new OfScalar() {
            @Override
            void skip(AvroInput in) {
                in.advance(1);
            }

            @Override
            void read(AvroInput in, JsonBuffer out) {
                out.bool(in.readBoolean());
            }
        };
        static final AvroReader LONG = new OfScalar() {
            @Override
            void skip(AvroInput in) {
                in.readLong();
            }

            @Override
            void read(AvroInput in, JsonBuffer out) {
                out.number(in.readLong());
            }

            @Override
            void set(AvroInput in, FieldsBuffer target, int index, JsonBuffer text) {
                int start = text.length();
                text.number(in.readLong());
                target.setPlainNumber(index, start);
            }
        };
        static final AvroReader FLOAT = new OfScalar() {
            @Override
            boolean mayBeUnusable() {
                return true;
            }

            @Override
            void skip(AvroInput in) {
                in.advance(Float.BYTES);
            }

            @Override
            void read(AvroInput in, JsonBuffer out) {
                JsonValues.put(Float.intBitsToFloat(in.readFixedInt()), out);
            }
        };
        static final AvroReader DOUBLE = new OfScalar() {
            @Override
            boolean mayBeUnusable() {
                return true;
            }

            @Override
            void skip(AvroInput in) {
                in.advance(Double.BYTES);
            }

            @Override
            void read(AvroInput in, JsonBuffer out) {
                JsonValues.put(Double.longBitsToDouble(in.readFixedLong()), out);
            }
        };
        static final AvroReader STRING = new OfScalar() {
            @Override
            void skip(AvroInput in) {
                in.advance(in.readLength());
            }

            @Override
            void read(AvroInput in, JsonBuffer out) {
                int length = in.readLength();
                JsonValues.putText(in.bytes, in.advance(length), length, out);
            }

            @Override
            void set(AvroInput in, FieldsBuffer target, int index, JsonBuffer text) {
                int length = in.readLength();
                JsonValues.setText(target, index, in.advance(length), length);
            }
        };
        static final AvroReader BYTES = new OfScalar() {
            @Override
            void skip(AvroInput in) {
                in.advance(in.readLength());
            }

            @Override
            void read(AvroInput in, JsonBuffer out) {
                int length = in.readLength();
                int start = in.advance(length);
                out.base64(in.bytes, start, start + length);
            }
        };
        static final AvroReader UUID = new OfScalar() {
            @Override
            void skip(AvroInput in) {
                in.advance(2 * Long.BYTES);
            }

            @Override
            void read(AvroInput in, JsonBuffer out) {
                long high = Long.reverseBytes(in.readFixedLong());
                out.uuid(high, Long.reverseBytes(in.readFixedLong()));
            }
        };
    }

    private static final class OfFixed extends AvroReader {

        private final int size;

        OfFixed(int size) {
            this.size = size;
        }

        @Override
        void skip(AvroInput in) {
            in.advance(size);
        }

        @Override
        void read(AvroInput in, JsonBuffer out) {
            int start = in.advance(size);
            out.base64(in.bytes, start, start + size);
        }
    }

    /** An unscaled number in two's complement, the highest byte first. */
    private static final class OfDecimal extends AvroReader {

        private final int size;
        private final int scale;

        /** @param size in bytes, -1 where each value says it */
        OfDecimal(int size, int scale) {
            this.size = size;
            this.scale = scale;
        }

        @Override
        boolean mayBeUnusable() {
            return true;
        }

        @Override
        void skip(AvroInput in) {
            in.advance(size < 0 ? in.readLength() : size);
        }

        @Override
        void read(AvroInput in, JsonBuffer out) {
            int length = size < 0 ? in.readLength() : size;
            int start = in.advance(length);
            JsonValues.putDecimal(in.bytes, start, length, scale, out);
        }
    }

    private static final class OfEnum extends AvroReader {

        private final String[] symbols;

        OfEnum(Schema schema) {
            this.symbols = schema.getEnumSymbols().toArray(String[]::new);
        }

        @Override
        void skip(AvroInput in) {
            in.readLong();
        }

        @Override
        void read(AvroInput in, JsonBuffer out) {
            long index = in.readLong();
            if (index < 0 || index >= symbols.length) {
                throw in.wrong(
                        "symbol " + index + " of the " + symbols.length + " that " + Arrays.toString(symbols) + " are");
            }
            out.text(symbols[(int) index]);
        }
    }

    private static final class OfUnion extends AvroReader {

        private final AvroReader[] branches;

        OfUnion(AvroReader[] branches) {
            this.branches = branches;
        }

        @Override
        AvroReader resolve(AvroInput in) {
            return branches[branch(in, branches.length)];
        }

        @Override
        void skip(AvroInput in) {
            in.enter();
            resolve(in).skip(in);
            in.leave();
        }

        @Override
        void read(AvroInput in, JsonBuffer out) {
            in.enter();
            resolve(in).read(in, out);
            in.leave();
        }
    }

    /** Which branch of a union a value is of. */
    static int branch(AvroInput in, int branches) {
        long index = in.readLong();
        if (index < 0 || index >= branches) {
            throw in.wrong("branch " + index + " of a union of " + branches);
        }
        return (int) index;
    }

    private static final class OfArray extends AvroReader.OfItems {

        private final AvroReader element;

        OfArray(AvroReader element) {
            this.element = element;
        }

        @Override
        void skipItem(AvroInput in) {
            element.skip(in);
        }

        @Override
        void read(AvroInput in, JsonBuffer out) {
            in.enter();
            char mark = '[';
            for (long count = blockSize(in); count != 0; count = blockSize(in)) {
                for (long i = 0; i < count; i++) {
                    out.put(mark);
                    mark = ',';
                    element.read(in, out);
                }
            }
            if (mark == '[') {
                out.put(mark);
            }
            out.put(']');
            in.leave();
        }
    }

    private static final class OfMap extends AvroReader.OfItems {

        private final AvroReader value;

        OfMap(AvroReader value) {
            this.value = value;
        }

        @Override
        void skipItem(AvroInput in) {
            in.advance(in.readLength());
            value.skip(in);
        }

        @Override
        void read(AvroInput in, JsonBuffer out) {
            in.enter();
            char mark = '{';
            for (long count = blockSize(in); count != 0; count = blockSize(in)) {
                for (long i = 0; i < count; i++) {
                    out.put(mark);
                    mark = ',';
                    int length = in.readLength();
                    JsonValues.putText(in.bytes, in.advance(length), length, out);
                    out.put(':');
                    value.read(in, out);
                }
            }
            if (mark == '{') {
                out.put(mark);
            }
            out.put('}');
            in.leave();
        }
    }

    private static final class OfRecord extends AvroReader {

        private String[] names;
        private AvroReader[] values;

        @Override
        void skip(AvroInput in) {
            in.enter();
            for (AvroReader value : values) {
                value.skip(in);
            }
            in.leave();
        }

        @Override
        void read(AvroInput in, JsonBuffer out) {
            in.enter();
            out.put('{');
            for (int i = 0; i < values.length; i++) {
                if (i > 0) {
                    out.put(',');
                }
                out.text(names[i]);
                out.put(':');
                values[i].read(in, out);
            }
            out.put('}');
            in.leave();
        }
    }
}
