// SPDX-License-Identifier: Apache-2.0
package dev.penstock.event.protobuf.schema;

import com.google.protobuf.ByteString;
import com.google.protobuf.DescriptorProtos.DescriptorProto;
import com.google.protobuf.DescriptorProtos.Edition;
import com.google.protobuf.DescriptorProtos.EnumDescriptorProto;
import com.google.protobuf.DescriptorProtos.FeatureSet;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto.Label;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto.Type;
import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.TextFormat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;

/**
 * Makes a descriptor of the text of a {@code .proto} file (Protocol Buffers documentation, "Language Specification" of
 * proto2, proto3 and editions), as far as one needs it to read messages: options that change nothing in the bytes,
 * services and extensions are passed. Names of types stay as they are written.
 */
final class ProtoParser {

    private static final Map<String, Type> SCALARS = Arrays.stream(Type.values())
            .filter(type -> type != Type.TYPE_MESSAGE && type != Type.TYPE_GROUP && type != Type.TYPE_ENUM)
            .collect(Collectors.toMap(
                    type -> type.name().substring("TYPE_".length()).toLowerCase(Locale.ROOT), type -> type));

    private final ProtoTokens tokens;
    private boolean isProto3;

    private ProtoParser(String text) {
        this.tokens = new ProtoTokens(text);
    }

    /** @throws IllegalArgumentException if the text is none of such a file, and where */
    static FileDescriptorProto parse(String name, String text) {
        return new ProtoParser(text).file().setName(name).build();
    }

    private FileDescriptorProto.Builder file() {
        var file = FileDescriptorProto.newBuilder();
        if (tokens.peek().equals("syntax") || tokens.peek().equals("edition")) {
            boolean isEdition = tokens.take().equals("edition");
            tokens.expect("=");
            String value = string();
            tokens.expect(";");
            isProto3 = value.equals("proto3");
            file.setSyntax(isEdition ? "editions" : value);
            if (isEdition) {
                file.setEdition(edition(value));
            }
        }
        while (!tokens.isAtEnd()) {
            switch (tokens.peek()) {
                case "package" -> {
                    tokens.take();
                    file.setPackage(tokens.name());
                    tokens.expect(";");
                }
                case "import" -> imported(file);
                case "option" ->
                    option((name, value) ->
                            feature(name, value, file.getOptionsBuilder().getFeaturesBuilder()));
                case "message" -> file.addMessageType(message());
                case "enum" -> file.addEnumType(enumType());
                case "export", "local" -> tokens.take();
                case "service", "extend", ";" -> skip();
                default -> throw tokens.expected("a message");
            }
        }
        return file;
    }

    private Edition edition(String year) {
        try {
            return Edition.valueOf("EDITION_" + year);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("edition '" + year + "' is not known", e);
        }
    }

    private void imported(FileDescriptorProto.Builder file) {
        tokens.take();
        boolean isPublic = tokens.takeIf("public");
        // Those of options alone have nothing that messages are made of.
        boolean isOfOptions = tokens.takeIf("option");
        tokens.takeIf("weak");
        String path = string();
        tokens.expect(";");
        if (isPublic) {
            file.addPublicDependency(file.getDependencyCount());
        }
        if (!isOfOptions) {
            file.addDependency(path);
        }
    }

    private DescriptorProto.Builder message() {
        tokens.expect("message");
        return body(DescriptorProto.newBuilder().setName(tokens.name()));
    }

    private DescriptorProto.Builder body(DescriptorProto.Builder message) {
        tokens.expect("{");
        while (!tokens.takeIf("}")) {
            switch (tokens.peek()) {
                case "message" -> message.addNestedType(message());
                case "enum" -> message.addEnumType(enumType());
                case "option" ->
                    option((name, value) ->
                            feature(name, value, message.getOptionsBuilder().getFeaturesBuilder()));
                case "oneof" -> oneof(message);
                case "export", "local" -> tokens.take();
                case "extensions", "reserved", "extend", ";" -> skip();
                default -> field(message);
            }
        }
        return message;
    }

    private void oneof(DescriptorProto.Builder message) {
        tokens.take();
        int index = message.getOneofDeclCount();
        message.addOneofDeclBuilder().setName(tokens.name());
        tokens.expect("{");
        while (!tokens.takeIf("}")) {
            switch (tokens.peek()) {
                case "option", ";" -> skip();
                default -> field(message).setOneofIndex(index);
            }
        }
    }

    private FieldDescriptorProto.Builder field(DescriptorProto.Builder message) {
        FieldDescriptorProto.Builder field = message.addFieldBuilder().setLabel(Label.LABEL_OPTIONAL);
        String word = tokens.name();
        switch (word) {
            case "optional" -> field.setProto3Optional(isProto3);
            case "required" -> field.setLabel(Label.LABEL_REQUIRED);
            case "repeated" -> field.setLabel(Label.LABEL_REPEATED);
            default -> {}
        }
        boolean isLabel = word.equals("optional") || word.equals("required") || word.equals("repeated");
        String type = isLabel ? tokens.name() : word;
        if (type.equals("map") && tokens.takeIf("<")) {
            map(message, field);
            return field;
        }
        String name = tokens.name();
        setType(field, type);
        number(field);
        if (type.equals("group")) {
            message.addNestedType(body(DescriptorProto.newBuilder().setName(name)));
            field.setName(name.toLowerCase(Locale.ROOT)).setTypeName(name).setType(Type.TYPE_GROUP);
        } else {
            field.setName(name);
            tokens.expect(";");
        }
        return field;
    }

    /** A map is a list of messages of a type that nobody wrote. */
    private void map(DescriptorProto.Builder message, FieldDescriptorProto.Builder field) {
        String key = tokens.name();
        tokens.expect(",");
        String value = tokens.name();
        tokens.expect(">");
        String name = tokens.name();
        String entry = Arrays.stream(name.split("_"))
                        .filter(part -> !part.isEmpty())
                        .map(part -> Character.toUpperCase(part.charAt(0)) + part.substring(1))
                        .collect(Collectors.joining())
                + "Entry";
        DescriptorProto.Builder type = message.addNestedTypeBuilder().setName(entry);
        type.getOptionsBuilder().setMapEntry(true);
        setType(type.addFieldBuilder().setName("key").setNumber(1).setLabel(Label.LABEL_OPTIONAL), key);
        setType(type.addFieldBuilder().setName("value").setNumber(2).setLabel(Label.LABEL_OPTIONAL), value);
        field.setName(name)
                .setLabel(Label.LABEL_REPEATED)
                .setType(Type.TYPE_MESSAGE)
                .setTypeName(entry);
        number(field);
        tokens.expect(";");
    }

    /** Whether another name is of a message or of an enum shows when it is looked for. */
    private static void setType(FieldDescriptorProto.Builder field, String type) {
        if (SCALARS.containsKey(type)) {
            field.setType(SCALARS.get(type));
        } else {
            field.setTypeName(type);
        }
    }

    private void number(FieldDescriptorProto.Builder field) {
        tokens.expect("=");
        field.setNumber(tokens.integer());
        if (tokens.takeIf("[")) {
            do {
                assignment((name, value) -> {
                    if (name.equals("default")) {
                        field.setDefaultValue(value.asDefault(field.getType()));
                    } else {
                        feature(name, value, field.getOptionsBuilder().getFeaturesBuilder());
                    }
                });
            } while (tokens.takeIf(","));
            tokens.expect("]");
        }
    }

    private EnumDescriptorProto.Builder enumType() {
        tokens.expect("enum");
        var type = EnumDescriptorProto.newBuilder().setName(tokens.name());
        tokens.expect("{");
        while (!tokens.takeIf("}")) {
            switch (tokens.peek()) {
                case "option", "reserved", ";" -> skip();
                default -> {
                    String name = tokens.name();
                    tokens.expect("=");
                    type.addValueBuilder().setName(name).setNumber(tokens.integer());
                    skip();
                }
            }
        }
        return type;
    }

    /**
     * What an option is set to.
     *
     * @param words as they are written
     * @param text null unless it is one
     */
    private record Value(String words, ByteString text) {

        String asDefault(Type type) {
            if (text == null) {
                return words;
            }
            return type == Type.TYPE_BYTES ? TextFormat.escapeBytes(text) : text.toStringUtf8();
        }
    }

    private void option(BiConsumer<String, Value> taker) {
        tokens.expect("option");
        assignment(taker);
        tokens.expect(";");
    }

    private void assignment(BiConsumer<String, Value> taker) {
        var name = new StringBuilder();
        while (!tokens.peek().equals("=")) {
            name.append(tokens.take());
        }
        tokens.take();
        if (tokens.isText()) {
            taker.accept(name.toString(), new Value("", ByteString.copyFrom(tokens.text())));
            return;
        }
        var words = new StringBuilder();
        int depth = 0;
        do {
            String word = tokens.take();
            depth += word.equals("{") ? 1 : word.equals("}") ? -1 : 0;
            words.append(word).append(word.equals("-") ? "" : " ");
        } while (depth > 0 || words.toString().equals("-"));
        taker.accept(name.toString(), new Value(words.toString().strip(), null));
    }

    /** Takes an option that says how fields of an edition are written, and none of other languages. */
    private static void feature(String name, Value value, FeatureSet.Builder features) {
        String feature = name.startsWith("features.")
                ? name.substring("features.".length()) + ": " + value.words
                : name.equals("features") ? value.words.substring(1, value.words.length() - 1) : "";
        if (feature.isEmpty() || feature.startsWith("(")) {
            return;
        }
        try {
            TextFormat.merge(feature, features);
        } catch (TextFormat.ParseException e) {
            throw new IllegalArgumentException("option " + name + ": " + e.getMessage(), e);
        }
    }

    private String string() {
        return new String(tokens.text(), StandardCharsets.UTF_8);
    }

    /** Passes what ends with a semicolon or a body. */
    private void skip() {
        int depth = 0;
        while (true) {
            switch (tokens.take()) {
                case "{", "[" -> depth++;
                case "]" -> depth--;
                case "}" -> {
                    if (--depth == 0) {
                        return;
                    }
                }
                case ";" -> {
                    if (depth == 0) {
                        return;
                    }
                }
                default -> {}
            }
        }
    }
}
