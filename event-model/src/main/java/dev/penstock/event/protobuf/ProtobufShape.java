// SPDX-License-Identifier: Apache-2.0
package dev.penstock.event.protobuf;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FileDescriptor;
import dev.penstock.event.FieldKind;
import dev.penstock.event.RegisteredSchema;
import dev.penstock.event.protobuf.schema.KnownFiles;
import dev.penstock.event.protobuf.schema.ProtoFiles;
import dev.penstock.event.protobuf.schema.ProtoMessages;
import dev.penstock.event.registered.SchemaShape;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a file of Protobuf says of fields. */
public final class ProtobufShape {

    private ProtobufShape() {}

    /**
     * Of each message that values may be.
     *
     * @param message the one that they are; empty if they may be any of the file's
     * @throws IllegalArgumentException if it is no file of Protobuf, or has no such message
     */
    public static List<SchemaShape> of(RegisteredSchema schema, Optional<String> message) {
        FileDescriptor file = ProtoFiles.descriptor(schema);
        if (message.isEmpty()) {
            return file.getMessageTypes().stream().map(ProtobufShape::message).toList();
        }
        return List.of(message(ProtoMessages.meant(message.get(), file)));
    }

    private static SchemaShape message(Descriptor type) {
        if (type.isPlaceholder()) {
            return SchemaShape.ANY;
        }
        String name = KnownFiles.isKnown(type.getFile()) ? type.getFullName() : "";
        return switch (name) {
            case "google.protobuf.Struct" -> SchemaShape.map(SchemaShape.ANY);
            case "google.protobuf.Value" -> SchemaShape.ANY;
            case "google.protobuf.ListValue" -> SchemaShape.list(SchemaShape.ANY);
            case "google.protobuf.Timestamp" -> known(FieldKind.TEXT, type);
            case "google.protobuf.Duration", "confluent.type.Decimal" -> known(FieldKind.NUMBER, type);
            default ->
                name.endsWith("Value")
                        ? known(scalar(type.findFieldByName("value")).kind(), type)
                        : known(FieldKind.OBJECT, type);
        };
    }

    private static SchemaShape known(FieldKind kind, Descriptor type) {
        return new SchemaShape(kind, () -> members(type), Optional.empty());
    }

    private static Map<String, SchemaShape> members(Descriptor type) {
        var members = new LinkedHashMap<String, SchemaShape>();
        type.getFields().forEach(field -> members.put(field.getName(), field(field)));
        return members;
    }

    private static SchemaShape field(FieldDescriptor field) {
        if (field.isMapField()) {
            return SchemaShape.map(scalar(field.getMessageType().findFieldByName("value")));
        }
        return field.isRepeated() ? SchemaShape.list(scalar(field)) : scalar(field);
    }

    /** Of one value. */
    private static SchemaShape scalar(FieldDescriptor field) {
        return switch (field.getJavaType()) {
            case MESSAGE -> message(field.getMessageType());
            case STRING, BYTE_STRING, ENUM -> SchemaShape.of(FieldKind.TEXT);
            case BOOLEAN -> SchemaShape.of(FieldKind.TRUE);
            case INT, LONG, FLOAT, DOUBLE -> SchemaShape.of(FieldKind.NUMBER);
        };
    }
}
