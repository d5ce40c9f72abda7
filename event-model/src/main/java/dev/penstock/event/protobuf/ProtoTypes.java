// SPDX-License-Identifier: Apache-2.0
package dev.penstock.event.protobuf;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import dev.penstock.event.FieldsBuffer;
import dev.penstock.event.bytes.JsonBuffer;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Makes the readers of messages, one for each type, which may hold themselves. How values look as JSON: messages and maps
 * are objects, repeated fields lists, enums their names, bytes Base64; fields that may be absent are left out where they
 * are, all others have their default. Some {@link WellKnownType}s look as what they stand for.
 */
final class ProtoTypes {

    private final Map<Descriptor, ProtoBody> known = new HashMap<>();

    /** @throws IllegalArgumentException if the type or one that it needs is not known */
    ProtoBody body(Descriptor type) {
        ProtoBody body = known.get(type);
        if (body != null) {
            return body;
        }
        if (type.isPlaceholder()) {
            throw new IllegalArgumentException("the type " + type.getFullName() + " is in no file that it imports");
        }
        var later = new Later();
        known.put(type, later);
        later.body = WellKnownType.body(type, this).orElseGet(() -> new OfMessage(type, this));
        known.put(type, later.body);
        return later.body;
    }

    ProtoField field(FieldDescriptor field) {
        int number = field.getNumber();
        if (field.isMapField()) {
            return new MapField(number, layout(field.getMessageType().getFields()));
        }
        ProtoValue value = value(field);
        if (field.isRepeated()) {
            return new ProtoField.Repeated(number, value);
        }
        boolean isOfEntry = field.getContainingType().getOptions().getMapEntry();
        if (value instanceof MessageValue message) {
            return new MessageField(number, message, isOfEntry);
        }
        boolean hasDefault = isOfEntry || !field.hasPresence() || field.hasDefaultValue();
        return new ProtoField.Scalar(number, value, hasDefault ? ScalarValue.absent(field) : null);
    }

    MessageLayout layout(List<FieldDescriptor> fields) {
        return new MessageLayout(fields, fields.stream().map(this::field).toList());
    }

    private ProtoValue value(FieldDescriptor field) {
        return switch (field.getType()) {
            case GROUP -> new MessageValue(field.getNumber(), true, body(field.getMessageType()));
            case MESSAGE -> new MessageValue(field.getNumber(), false, body(field.getMessageType()));
            default -> ScalarValue.of(field);
        };
    }

    /** Stands for the body of a type that is being made. */
    private static final class Later extends ProtoBody {

        private ProtoBody body;

        @Override
        void read(ProtoInput in, FieldsBuffer target, JsonBuffer out) {
            body.read(in, target, out);
        }

        @Override
        boolean mayBeUnusable() {
            return body.mayBeUnusable();
        }
    }

    private static final class OfMessage extends ProtoBody {

        private final MessageLayout layout;

        /** With the mark in front and the colon behind. */
        private final byte[][] names;

        OfMessage(Descriptor type, ProtoTypes types) {
            layout = types.layout(type.getFields());
            names = type.getFields().stream()
                    .map(field -> (",\"" + field.getName() + "\":").getBytes(StandardCharsets.UTF_8))
                    .toArray(byte[][]::new);
        }

        @Override
        void read(ProtoInput in, FieldsBuffer target, JsonBuffer out) {
            in.enter();
            int[] found = layout.scan(in);
            out.put('{');
            int first = out.length();
            for (int i = 0; i < names.length; i++) {
                int start = out.length();
                out.put(names[i], start == first ? 1 : 0, names[i].length);
                if (found[2 * i + 1] > 0) {
                    layout.field(i).read(in, found[2 * i], found[2 * i + 1], out);
                } else if (!layout.field(i).readAbsent(in, out)) {
                    out.truncate(start);
                }
            }
            out.put('}');
            in.leave();
        }
    }
}
