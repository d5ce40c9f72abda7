// SPDX-License-Identifier: Apache-2.0
package dev.penstock.event.protobuf;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import dev.penstock.event.bytes.JsonBuffer;
import dev.penstock.event.json.FieldTree;
import dev.penstock.event.protobuf.schema.KnownFiles;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Compiles a schema and a projection into what finds the fields.
 *
 * @param slots fields with smaller indexes are read for themselves, others only lead to some
 */
record FieldPlan(ProtoTypes types, int slots) {

    /** Of messages of a type in whose place a node stands. */
    MessageFields message(Descriptor type, FieldTree node) {
        List<FieldDescriptor> wanted = type.getFields().stream()
                .filter(field -> isWanted(field, node) || hasWantedRival(field, node))
                .toList();
        FieldStep[] steps = wanted.stream()
                .map(field ->
                        isWanted(field, node) ? step(field, node.children().get(field.getName())) : null)
                .toArray(FieldStep[]::new);
        return new MessageFields(types.layout(wanted), steps);
    }

    private static boolean isWanted(FieldDescriptor field, FieldTree node) {
        return node.children().containsKey(field.getName());
    }

    private static boolean hasWantedRival(FieldDescriptor field, FieldTree node) {
        return field.getRealContainingOneof() != null
                && field.getRealContainingOneof().getFields().stream().anyMatch(rival -> isWanted(rival, node));
    }

    private FieldStep step(FieldDescriptor descriptor, FieldTree node) {
        ProtoField field = types.field(descriptor);
        var whole = new FieldStep.Whole(field, node.index());
        boolean isMessage = field instanceof MessageField;
        if (node.children().isEmpty() || !isMessage && !descriptor.isMapField()) {
            return whole;
        }
        // The kind of a dynamic value is known from itself alone.
        boolean isRead = node.index() < slots || isMessage && isKnown(descriptor, "google.protobuf.Value");
        FieldStep inside = inside(descriptor, node, isRead ? -1 : node.index());
        return isRead ? new FieldStep.Both(whole, inside) : inside;
    }

    /** @param index of the node, -1 where it needs not be set */
    private FieldStep inside(FieldDescriptor field, FieldTree node, int index) {
        if (field.isMapField()) {
            FieldDescriptor value = field.getMessageType().findFieldByNumber(2);
            return new FieldStep.OfMap(
                    (MapField) types.field(field),
                    node.children().entrySet().stream()
                            .collect(Collectors.toMap(
                                    child -> json(child.getKey()), child -> step(value, child.getValue()))),
                    index);
        }
        return new FieldStep.Inside((MessageField) types.field(field), body(field.getMessageType(), node), index);
    }

    /** What stands around the names in a dynamic object is passed. */
    private MessageFields body(Descriptor type, FieldTree node) {
        String around = !KnownFiles.isKnown(type.getFile())
                ? ""
                : switch (type.getFullName()) {
                    case "google.protobuf.Struct" -> "fields";
                    case "google.protobuf.Value" -> "struct_value";
                    default -> "";
                };
        if (around.isEmpty()) {
            return message(type, node);
        }
        List<FieldDescriptor> all = type.getFields();
        FieldStep[] steps = all.stream()
                .map(field -> field.getName().equals(around) ? inside(field, node, -1) : null)
                .toArray(FieldStep[]::new);
        return new MessageFields(types.layout(all), steps);
    }

    private static boolean isKnown(FieldDescriptor field, String type) {
        return KnownFiles.isKnown(field.getMessageType().getFile())
                && field.getMessageType().getFullName().equals(type);
    }

    private static String json(String name) {
        return new String(JsonBuffer.quoted(name), StandardCharsets.UTF_8);
    }
}
