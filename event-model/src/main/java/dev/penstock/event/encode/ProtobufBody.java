// SPDX-License-Identifier: Apache-2.0
package dev.penstock.event.encode;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.protobuf.ByteString;
import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Duration;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.Message;
import com.google.protobuf.Timestamp;
import dev.penstock.event.RegisteredSchema;
import dev.penstock.event.pipeline.mistake.Suggestion;
import dev.penstock.event.protobuf.schema.KnownFiles;
import dev.penstock.event.protobuf.schema.ProtoFiles;
import dev.penstock.event.protobuf.schema.ProtoMessages;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayDeque;
import java.util.Base64;
import java.util.Deque;

/** Writes messages of Protobuf, and in front which one of its file it is. */
final class ProtobufBody implements ValueEncoder.Body {

    private final Descriptor type;
    private final byte[] indexes;

    ProtobufBody(RegisteredSchema schema, String message) {
        this.type = ProtoMessages.meant(message, ProtoFiles.descriptor(schema));
        this.indexes = indexes(type);
    }

    /** Zero alone for the first message; otherwise how many, and where each stands in what is around it. */
    private static byte[] indexes(Descriptor type) {
        Deque<Integer> places = new ArrayDeque<>();
        for (Descriptor at = type; at != null; at = at.getContainingType()) {
            places.addFirst(at.getIndex());
        }
        if (places.size() == 1 && places.getFirst() == 0) {
            return new byte[1];
        }
        try {
            var bytes = new ByteArrayOutputStream();
            var out = CodedOutputStream.newInstance(bytes);
            out.writeSInt32NoTag(places.size());
            for (int place : places) {
                out.writeSInt32NoTag(place);
            }
            out.flush();
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void write(JsonNode event, ByteArrayOutputStream out) {
        out.writeBytes(indexes);
        out.writeBytes(message(type, event, "").toByteArray());
    }

    private static Message message(Descriptor type, JsonNode node, String path) {
        return KnownFiles.isKnown(type.getFile()) ? known(type, node, path) : plain(type, node, path);
    }

    private static Message plain(Descriptor type, JsonNode node, String path) {
        check(node.isObject(), node, path, "an object");
        var message = DynamicMessage.newBuilder(type);
        node.properties().forEach(member -> {
            FieldDescriptor field = type.findFieldByName(member.getKey());
            String name = ValueEncoder.child(path, member.getKey());
            if (field == null) {
                throw new IllegalArgumentException("the schema has no field '" + name + "'"
                        + Suggestion.hintOrAll(
                                member.getKey(),
                                type.getFields().stream()
                                        .map(FieldDescriptor::getName)
                                        .toList()));
            } else if (!member.getValue().isNull()) {
                set(message, field, member.getValue(), name);
            }
        });
        return message.build();
    }

    private static void set(Message.Builder message, FieldDescriptor field, JsonNode node, String path) {
        if (field.isMapField()) {
            check(node.isObject(), node, path, "an object");
            Descriptor entry = field.getMessageType();
            node.properties().forEach(member -> {
                var held = DynamicMessage.newBuilder(entry);
                FieldDescriptor key = entry.findFieldByName("key");
                held.setField(key, key(key, member.getKey(), path));
                held.setField(
                        entry.findFieldByName("value"),
                        value(
                                entry.findFieldByName("value"),
                                member.getValue(),
                                ValueEncoder.child(path, member.getKey())));
                message.addRepeatedField(field, held.build());
            });
        } else if (field.isRepeated()) {
            check(node.isArray(), node, path, "a list");
            node.forEach(item -> message.addRepeatedField(field, value(field, item, path)));
        } else {
            message.setField(field, value(field, node, path));
        }
    }

    private static Object key(FieldDescriptor field, String text, String path) {
        try {
            return switch (field.getJavaType()) {
                case INT -> Integer.valueOf(text);
                case LONG -> Long.valueOf(text);
                case BOOLEAN -> Boolean.valueOf(text);
                default -> text;
            };
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("'" + path + "' has a key '" + text + "', expected a number", e);
        }
    }

    private static Object value(FieldDescriptor field, JsonNode node, String path) {
        return switch (field.getType()) {
            case INT32, SINT32, SFIXED32 -> {
                check(node.isIntegralNumber() && node.canConvertToInt(), node, path, "an integer of 32 bits");
                yield node.intValue();
            }
            case UINT32, FIXED32 -> {
                check(
                        node.isIntegralNumber() && node.canConvertToLong() && node.longValue() >>> Integer.SIZE == 0,
                        node,
                        path,
                        "an integer of 32 bits, not less than 0");
                yield (int) node.longValue();
            }
            case INT64, SINT64, SFIXED64 -> {
                check(node.isIntegralNumber() && node.canConvertToLong(), node, path, "an integer of 64 bits");
                yield node.longValue();
            }
            case UINT64, FIXED64 -> {
                check(
                        node.isIntegralNumber()
                                && node.bigIntegerValue().signum() >= 0
                                && node.bigIntegerValue().bitLength() <= Long.SIZE,
                        node,
                        path,
                        "an integer of 64 bits, not less than 0");
                yield node.bigIntegerValue().longValue();
            }
            case FLOAT -> {
                check(node.isNumber(), node, path, "a number");
                yield node.floatValue();
            }
            case DOUBLE -> {
                check(node.isNumber(), node, path, "a number");
                yield node.doubleValue();
            }
            case BOOL -> {
                check(node.isBoolean(), node, path, "true or false");
                yield node.booleanValue();
            }
            case STRING -> {
                check(node.isTextual(), node, path, "a text");
                yield node.textValue();
            }
            case BYTES -> ByteString.copyFrom(base64(node, path));
            case ENUM -> {
                EnumValueDescriptor symbol =
                        node.isTextual() ? field.getEnumType().findValueByName(node.textValue()) : null;
                check(
                        symbol != null,
                        node,
                        path,
                        "one of " + field.getEnumType().getValues());
                yield symbol;
            }
            case MESSAGE, GROUP -> message(field.getMessageType(), node, path);
        };
    }

    private static byte[] base64(JsonNode node, String path) {
        try {
            return Base64.getDecoder().decode(node.isTextual() ? node.textValue() : "-");
        } catch (IllegalArgumentException e) {
            throw ValueEncoder.wrong(path, node, "bytes in Base64");
        }
    }

    /** What stands for something that JSON has. */
    private static Message known(Descriptor type, JsonNode node, String path) {
        return switch (type.getFullName()) {
            case "google.protobuf.Timestamp" -> {
                try {
                    Instant time = OffsetDateTime.parse(node.asText()).toInstant();
                    yield Timestamp.newBuilder()
                            .setSeconds(time.getEpochSecond())
                            .setNanos(time.getNano())
                            .build();
                } catch (DateTimeException e) {
                    throw ValueEncoder.wrong(path, node, "a time such as 2026-11-30T10:00:00Z");
                }
            }
            case "google.protobuf.Duration" -> {
                check(node.isNumber(), node, path, "a number of seconds");
                BigDecimal[] parts = node.decimalValue().divideAndRemainder(BigDecimal.ONE);
                yield Duration.newBuilder()
                        .setSeconds(parts[0].longValue())
                        .setNanos(parts[1].movePointRight(9).intValue())
                        .build();
            }
            case "confluent.type.Decimal" -> {
                check(node.isNumber(), node, path, "a number");
                BigDecimal value = node.decimalValue();
                yield DynamicMessage.newBuilder(type)
                        .setField(
                                type.findFieldByName("value"),
                                ByteString.copyFrom(value.unscaledValue().toByteArray()))
                        .setField(type.findFieldByName("precision"), value.precision())
                        .setField(type.findFieldByName("scale"), value.scale())
                        .build();
            }
            case "google.protobuf.Value" -> dynamic(type, node, path);
            case "google.protobuf.Struct", "google.protobuf.ListValue" -> only(type, node, path);
            default -> type.getFullName().endsWith("Value") ? only(type, node, path) : plain(type, node, path);
        };
    }

    /** A message whose only field is what it stands for. */
    private static Message only(Descriptor type, JsonNode node, String path) {
        var message = DynamicMessage.newBuilder(type);
        set(message, type.getFields().get(0), node, path);
        return message.build();
    }

    private static Message dynamic(Descriptor type, JsonNode node, String path) {
        String name = switch (node.getNodeType()) {
            case NUMBER -> "number_value";
            case STRING -> "string_value";
            case BOOLEAN -> "bool_value";
            case OBJECT -> "struct_value";
            case ARRAY -> "list_value";
            default -> "null_value";
        };
        FieldDescriptor field = type.findFieldByName(name);
        var message = DynamicMessage.newBuilder(type);
        message.setField(field, node.isNull() ? field.getEnumType().getValues().get(0) : value(field, node, path));
        return message.build();
    }

    private static void check(boolean fits, JsonNode node, String path, String expected) {
        if (!fits) {
            throw ValueEncoder.wrong(path, node, expected);
        }
    }
}
