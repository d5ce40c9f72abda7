// SPDX-License-Identifier: Apache-2.0
package dev.penstock.event.protobuf;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.EnumDescriptor;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.WireFormat;
import dev.penstock.event.FieldsBuffer;
import dev.penstock.event.bytes.JsonBuffer;
import dev.penstock.event.registered.JsonValues;

import java.util.HashMap;
import java.util.Map;

/** Values that are no messages. */
abstract class ScalarValue extends ProtoValue {

    private static final long UNSIGNED_INT = 0xFFFF_FFFFL;

    private ScalarValue(int wireType) {
        super(wireType);
    }

    static ScalarValue of(FieldDescriptor field) {
        return switch (field.getType()) {
            case BOOL -> BOOL;
            case INT32 -> INT32;
            case INT64 -> INT64;
            case UINT32 -> UINT32;
            case UINT64 -> UINT64;
            case SINT32 -> SINT32;
            case SINT64 -> SINT64;
            case FIXED32 -> FIXED32;
            case FIXED64 -> FIXED64;
            case SFIXED32 -> SFIXED32;
            case SFIXED64 -> SFIXED64;
            case FLOAT -> FLOAT;
            case DOUBLE -> DOUBLE;
            case STRING -> STRING;
            case BYTES -> BYTES;
            case ENUM -> new OfEnum(field.getEnumType());
            case MESSAGE, GROUP -> throw new IllegalArgumentException(field.getFullName() + " is a message");
        };
    }

    /** What an absent field of the type has for a value, as JSON. */
    static byte[] absent(FieldDescriptor field) {
        var out = new JsonBuffer(16, Integer.MAX_VALUE);
        Object value = field.getDefaultValue();
        if (value instanceof Float number) {
            JsonValues.put(number, out);
        } else if (value instanceof Double number) {
            JsonValues.put(number, out);
        } else if (value instanceof Long number) {
            putLong(number, isUnsigned(field), out);
        } else if (value instanceof Integer number) {
            out.number(isUnsigned(field) ? number & UNSIGNED_INT : number);
        } else if (value instanceof Boolean bool) {
            out.bool(bool);
        } else if (value instanceof ByteString bytes) {
            out.base64(bytes.toByteArray(), 0, bytes.size());
        } else {
            out.text(value instanceof EnumValueDescriptor symbol ? symbol.getName() : (String) value);
        }
        return out.toBytes();
    }

    private static boolean isUnsigned(FieldDescriptor field) {
        return switch (field.getType()) {
            case UINT32, UINT64, FIXED32, FIXED64 -> true;
            default -> false;
        };
    }

    private static void putLong(long value, boolean unsigned, JsonBuffer out) {
        if (unsigned && value < 0) {
            out.literal(Long.toUnsignedString(value));
        } else {
            out.number(value);
        }
    }

    private static int int32(ProtoInput in) {
        long value = in.readVarint();
        if (value != (int) value) {
            throw in.wrong("the number " + value + ", expected one of 32 bits");
        }
        return (int) value;
    }

    private static long uint32(ProtoInput in) {
        long value = in.readVarint();
        if (value != (value & UNSIGNED_INT)) {
            throw in.wrong("the number " + Long.toUnsignedString(value) + ", expected one of 32 bits");
        }
        return value;
    }

    private static long signed(long zigZag) {
        return zigZag >>> 1 ^ -(zigZag & 1);
    }

    private static final ScalarValue BOOL = new ScalarValue(WireFormat.WIRETYPE_VARINT) {
        @Override
        void read(ProtoInput in, JsonBuffer out) {
            out.bool(in.readVarint() != 0);
        }
    };
    private static final ScalarValue INT32 = new ScalarValue(WireFormat.WIRETYPE_VARINT) {
        @Override
        void read(ProtoInput in, JsonBuffer out) {
            out.number(int32(in));
        }
    };
    private static final ScalarValue INT64 = new ScalarValue(WireFormat.WIRETYPE_VARINT) {
        @Override
        void read(ProtoInput in, JsonBuffer out) {
            out.number(in.readVarint());
        }

        @Override
        void set(ProtoInput in, FieldsBuffer target, int index, JsonBuffer text) {
            int start = text.length();
            text.number(in.readVarint());
            target.setPlainNumber(index, start);
        }
    };
    private static final ScalarValue UINT32 = new ScalarValue(WireFormat.WIRETYPE_VARINT) {
        @Override
        void read(ProtoInput in, JsonBuffer out) {
            out.number(uint32(in));
        }
    };
    private static final ScalarValue UINT64 = new ScalarValue(WireFormat.WIRETYPE_VARINT) {
        @Override
        void read(ProtoInput in, JsonBuffer out) {
            putLong(in.readVarint(), true, out);
        }
    };
    private static final ScalarValue SINT32 = new ScalarValue(WireFormat.WIRETYPE_VARINT) {
        @Override
        void read(ProtoInput in, JsonBuffer out) {
            out.number(signed(uint32(in)));
        }
    };
    private static final ScalarValue SINT64 = new ScalarValue(WireFormat.WIRETYPE_VARINT) {
        @Override
        void read(ProtoInput in, JsonBuffer out) {
            out.number(signed(in.readVarint()));
        }
    };
    private static final ScalarValue FIXED32 = new ScalarValue(WireFormat.WIRETYPE_FIXED32) {
        @Override
        void read(ProtoInput in, JsonBuffer out) {
            out.number(in.readFixedInt() & UNSIGNED_INT);
        }
    };
    private static final ScalarValue FIXED64 = new ScalarValue(WireFormat.WIRETYPE_FIXED64) {
        @Override
        void read(ProtoInput in, JsonBuffer out) {
            putLong(in.readFixedLong(), true, out);
        }
    };
    private static final ScalarValue SFIXED32 = new ScalarValue(WireFormat.WIRETYPE_FIXED32) {
        @Override
        void read(ProtoInput in, JsonBuffer out) {
            out.number(in.readFixedInt());
        }
    };
    private static final ScalarValue SFIXED64 = new ScalarValue(WireFormat.WIRETYPE_FIXED64) {
        @Override
        void read(ProtoInput in, JsonBuffer out) {
            out.number(in.readFixedLong());
        }
    };
    private static final ScalarValue FLOAT = new ScalarValue(WireFormat.WIRETYPE_FIXED32) {
        @Override
        boolean mayBeUnusable() {
            return true;
        }

        @Override
        void read(ProtoInput in, JsonBuffer out) {
            JsonValues.put(Float.intBitsToFloat(in.readFixedInt()), out);
        }
    };
    private static final ScalarValue DOUBLE = new ScalarValue(WireFormat.WIRETYPE_FIXED64) {
        @Override
        boolean mayBeUnusable() {
            return true;
        }

        @Override
        void read(ProtoInput in, JsonBuffer out) {
            JsonValues.put(Double.longBitsToDouble(in.readFixedLong()), out);
        }
    };
    private static final ScalarValue STRING = new ScalarValue(WireFormat.WIRETYPE_LENGTH_DELIMITED) {
        @Override
        void read(ProtoInput in, JsonBuffer out) {
            int length = in.readLength();
            JsonValues.putText(in.bytes, in.advance(length), length, out);
        }

        @Override
        void set(ProtoInput in, FieldsBuffer target, int index, JsonBuffer text) {
            if (in.isPart()) {
                super.set(in, target, index, text);
                return;
            }
            int length = in.readLength();
            JsonValues.setText(target, index, in.advance(length), length);
        }
    };
    private static final ScalarValue BYTES = new ScalarValue(WireFormat.WIRETYPE_LENGTH_DELIMITED) {
        @Override
        void read(ProtoInput in, JsonBuffer out) {
            int length = in.readLength();
            int start = in.advance(length);
            out.base64(in.bytes, start, start + length);
        }
    };

    /** The name of a value; the number of one that the schema doesn't name. */
    private static final class OfEnum extends ScalarValue {

        private final Map<Integer, byte[]> names = new HashMap<>();

        OfEnum(EnumDescriptor type) {
            super(WireFormat.WIRETYPE_VARINT);
            // The first name of a number counts.
            type.getValues().forEach(value -> names.putIfAbsent(value.getNumber(), JsonBuffer.quoted(value.getName())));
        }

        @Override
        void read(ProtoInput in, JsonBuffer out) {
            int number = int32(in);
            byte[] name = names.get(number);
            if (name == null) {
                out.number(number);
            } else {
                out.put(name);
            }
        }
    }
}
