// SPDX-License-Identifier: Apache-2.0
/**
 * Reads files of Protobuf as registries have them: the text of a {@code .proto} file, or its descriptor. {@link
 * dev.penstock.event.protobuf.schema.ProtoFiles} is where to begin; those that every message may import are known.
 *
 * <p>What comes out are descriptors of protobuf-java. Nothing here reads messages.
 */
package dev.penstock.event.protobuf.schema;
