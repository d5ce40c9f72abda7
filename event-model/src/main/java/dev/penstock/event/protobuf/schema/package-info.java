// SPDX-License-Identifier: Apache-2.0

/** Reads files of Protobuf as registries have them: the text of a {@code .proto} file, or its descriptor. */
package dev.penstock.event.protobuf.schema;
