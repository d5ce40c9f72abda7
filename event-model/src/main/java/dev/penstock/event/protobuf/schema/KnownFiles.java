// SPDX-License-Identifier: Apache-2.0
package dev.penstock.event.protobuf.schema;

import com.google.protobuf.AnyProto;
import com.google.protobuf.ApiProto;
import com.google.protobuf.DescriptorProtos;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.DurationProto;
import com.google.protobuf.EmptyProto;
import com.google.protobuf.FieldMaskProto;
import com.google.protobuf.SourceContextProto;
import com.google.protobuf.StructProto;
import com.google.protobuf.TimestampProto;
import com.google.protobuf.TypeProto;
import com.google.protobuf.WrappersProto;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Files that any other may import without a registry having them. */
public final class KnownFiles {

    private static final String DECIMAL = """
            syntax = "proto3";
            package confluent.type;
            message Decimal {
              bytes value = 1;
              uint32 precision = 2;
              int32 scale = 3;
            }
            """;

    private static final Map<String, FileDescriptor> BY_NAME = Stream.of(
                    AnyProto.getDescriptor(),
                    ApiProto.getDescriptor(),
                    DescriptorProtos.getDescriptor(),
                    DurationProto.getDescriptor(),
                    EmptyProto.getDescriptor(),
                    FieldMaskProto.getDescriptor(),
                    SourceContextProto.getDescriptor(),
                    StructProto.getDescriptor(),
                    TimestampProto.getDescriptor(),
                    TypeProto.getDescriptor(),
                    WrappersProto.getDescriptor(),
                    ProtoFiles.link(ProtoParser.parse("confluent/type/decimal.proto", DECIMAL), Map.of()))
            .collect(Collectors.toUnmodifiableMap(FileDescriptor::getName, Function.identity()));

    private static final Set<FileDescriptor> ALL = Set.copyOf(BY_NAME.values());

    private KnownFiles() {}

    static Optional<FileDescriptor> find(String name) {
        return Optional.ofNullable(BY_NAME.get(name));
    }

    public static boolean isKnown(FileDescriptor file) {
        return ALL.contains(file);
    }
}
