// SPDX-License-Identifier: Apache-2.0
package dev.penstock.event.protobuf.schema;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FileDescriptor;
import dev.penstock.event.pipeline.mistake.Suggestion;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds the messages of a file by their names. */
public final class ProtoMessages {

    private ProtoMessages() {}

    /**
     * The message of this name; the first one of the file if that is empty.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static Descriptor meant(String name, FileDescriptor file) {
        if (file.getMessageTypes().isEmpty()) {
            throw new IllegalArgumentException("it has no message");
        }
        return name.isEmpty()
                ? file.getMessageTypes().get(0)
                : find(name, file)
                        .orElseThrow(() -> new IllegalArgumentException("it has no message '" + name + "'"
                                + Suggestion.hintOrAll(
                                        name,
                                        all(file.getMessageTypes())
                                                .map(Descriptor::getFullName)
                                                .toList())));
    }

    /** The message of this name, full or not. */
    public static Optional<Descriptor> find(String name, FileDescriptor file) {
        return all(file.getMessageTypes())
                .filter(type -> type.getFullName().equals(name))
                .findFirst()
                .or(() -> all(file.getMessageTypes())
                        .filter(type -> type.getName().equals(name))
                        .findFirst());
    }

    private static Stream<Descriptor> all(List<Descriptor> types) {
        return types.stream().flatMap(type -> Stream.concat(Stream.of(type), all(type.getNestedTypes())));
    }
}
