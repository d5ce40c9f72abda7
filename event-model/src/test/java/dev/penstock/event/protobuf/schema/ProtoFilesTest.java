// SPDX-License-Identifier: Apache-2.0
package dev.penstock.event.protobuf.schema;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.EnumDescriptor;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FileDescriptor;
import dev.penstock.event.RegisteredSchema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What is read of the text of a file is what Protobuf's own compiler makes of it. */
class ProtoFilesTest {

    @ParameterizedTest
    @ValueSource(strings = {"any", "api", "descriptor", "duration", "empty", "struct", "timestamp", "type", "wrappers"})
    void shouldReadFilesAsTheirCompilerDoes(String name) throws IOException {
        String path = "google/protobuf/" + name + ".proto";
        String text;
        try (InputStream in = FileDescriptor.class.getResourceAsStream("/" + path)) {
            text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }

        FileDescriptor read = descriptor(text, Map.of());

        FileDescriptor compiled = KnownFiles.find(path).orElseThrow();
        assertThat(described(read)).isEqualTo(described(compiled));
        var base64 = Base64.getEncoder().encodeToString(compiled.toProto().toByteArray());
        assertThat(described(descriptor(base64, Map.of()))).isEqualTo(described(compiled));
    }

    @Test
    void shouldReadAllThatAFileMayHold() {
        String text = """
                // A file
                edition = "2023"; /* of an
                edition */ package a.b;
                import public "other.proto";
                import "nobody/knows.proto";
                option features.field_presence = IMPLICIT;
                option java_package = "x" 'y';
                option (nobody.knows) = { a: "}" b { c: [1, 2] } };
                message M {
                  option (nobody.knows).x = -1;
                  reserved 4, 10 to max; reserved old;
                  extensions 1000 to 2000 [verification = UNVERIFIED];
                  .other.Other one = 1; Other two = 2 [features.field_presence = EXPLICIT, deprecated = true];
                  int32 three = 0x3; int32 five = 05 [features = { field_presence: EXPLICIT }, default = -5];
                  repeated M.E es = 6; map < string , .a.b.M > by_the_name = 7;
                  N n = 8 [features.message_encoding = DELIMITED];
                  enum E { Z = 0; Y = -1 [(nobody.knows) = "x"]; }
                  message N { oneof o { option (x) = 1; string s = 1; bytes b = 2; } ; }
                }
                extend M { string ext = 1001; }
                service S { rpc Get (M) returns (stream M) { option (nobody.knows) = {}; } rpc Put (M) returns (M); }
                """;
        String other =
                "syntax = \"proto3\"; package other; message Other { optional string s = 1; string message = 2; }";
        FileDescriptor file = descriptor(
                text.replace("; Other two", "; other.Other two"),
                Map.of("other.proto", new RegisteredSchema("PROTOBUF", other, Map.of())));

        assertThat(described(file))
                .containsExactly(
                        "a.b.M",
                        "a.b.M.one = 1 MESSAGE other.Other present",
                        "a.b.M.two = 2 MESSAGE other.Other present",
                        "a.b.M.three = 3 INT32 ",
                        "a.b.M.five = 5 INT32 present -5",
                        "a.b.M.es = 6 ENUM a.b.M.E repeated",
                        "a.b.M.by_the_name = 7 MESSAGE a.b.M.ByTheNameEntry map repeated",
                        "a.b.M.n = 8 GROUP a.b.M.N present",
                        "a.b.M.ByTheNameEntry",
                        "a.b.M.ByTheNameEntry.key = 1 STRING ",
                        "a.b.M.ByTheNameEntry.value = 2 MESSAGE a.b.M present",
                        "a.b.M.N",
                        "a.b.M.N.s = 1 STRING present o",
                        "a.b.M.N.b = 2 BYTES present o",
                        "a.b.M.E [Z=0, Y=-1]");
    }

    @Test
    void shouldSayWhereATextIsWrong() {
        assertThatThrownBy(() -> descriptor("syntax = \"proto3\";\nmessage M {\n  string a 1;\n}", Map.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("line 3: found '1', expected '='");
        assertThatThrownBy(() -> descriptor("message M {", Map.of()))
                .hasMessage("line 1: found the end, expected a name");
    }

    private static FileDescriptor descriptor(String text, Map<String, RegisteredSchema> references) {
        return ProtoFiles.descriptor(new RegisteredSchema("PROTOBUF", text, references));
    }

    private static List<String> described(FileDescriptor file) {
        return Stream.concat(
                        file.getMessageTypes().stream().flatMap(ProtoFilesTest::described),
                        file.getEnumTypes().stream().map(ProtoFilesTest::described))
                .toList();
    }

    private static Stream<String> described(Descriptor message) {
        return Stream.of(
                        Stream.of(message.getFullName()),
                        message.getFields().stream().map(ProtoFilesTest::described),
                        message.getNestedTypes().stream().flatMap(ProtoFilesTest::described),
                        message.getEnumTypes().stream().map(ProtoFilesTest::described))
                .flatMap(lines -> lines);
    }

    private static String described(FieldDescriptor field) {
        String type = switch (field.getJavaType()) {
            case MESSAGE -> field.getMessageType().getFullName() + (field.isMapField() ? " map " : " ");
            case ENUM -> field.getEnumType().getFullName() + " ";
            default -> "";
        };
        return field.getFullName() + " = " + field.getNumber() + " " + field.getType() + " " + type
                + (field.isRepeated() ? "repeated" : field.hasPresence() ? "present" : "")
                + (field.getRealContainingOneof() == null
                        ? ""
                        : " " + field.getRealContainingOneof().getName())
                + (field.hasDefaultValue() ? " " + field.getDefaultValue() : "");
    }

    private static String described(EnumDescriptor type) {
        return type.getFullName() + " "
                + type.getValues().stream().map(ProtoFilesTest::described).toList();
    }

    private static String described(EnumValueDescriptor value) {
        return value.getName() + "=" + value.getNumber();
    }
}
