// SPDX-License-Identifier: Apache-2.0
package dev.penstock.event.protobuf.schema;

import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.Descriptors.DescriptorValidationException;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.penstock.event.RegisteredSchema;

import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Makes descriptors of the schemas of a registry: each is the text of a {@code .proto} file or, in Base64, its
 * {@code FileDescriptorProto}, and what it imports are its references, by the names that it has for them.
 */
public final class ProtoFiles {

    private static final Pattern BASE64 = Pattern.compile("[A-Za-z0-9+/\\s]+=*\\s*");

    private ProtoFiles() {}

    /** @throws IllegalArgumentException if the schema or one that it needs is none of Protobuf, and why */
    public static FileDescriptor descriptor(RegisteredSchema schema) {
        Map<String, FileDescriptor> linked = new HashMap<>();
        // Those that others name stand in front.
        schema.references().forEach((name, reference) -> linked.put(name, link(parse(name, reference.text()), linked)));
        return link(parse("the schema", schema.text()), linked);
    }

    private static FileDescriptorProto parse(String name, String text) {
        if (BASE64.matcher(text).matches()) {
            try {
                return FileDescriptorProto.parseFrom(Base64.getMimeDecoder().decode(text)).toBuilder()
                        .setName(name)
                        .build();
            } catch (InvalidProtocolBufferException | IllegalArgumentException e) {
                // It is a text, and the parser says what is wrong with that.
            }
        }
        return ProtoParser.parse(name, text);
    }

    /** Imports that nobody knows are let be: only who needs a type of them misses it. */
    static FileDescriptor link(FileDescriptorProto file, Map<String, FileDescriptor> others) {
        FileDescriptor[] imports = file.getDependencyList().stream()
                .map(name -> KnownFiles.find(name).or(() -> Optional.ofNullable(others.get(name))))
                .flatMap(Optional::stream)
                .toArray(FileDescriptor[]::new);
        try {
            return FileDescriptor.buildFrom(file, imports, true);
        } catch (DescriptorValidationException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }
}
