// SPDX-License-Identifier: Apache-2.0
package dev.penstock.event.pipeline;

import dev.penstock.event.RegisteredSchema;

/** The schema of a source whose records name none. */
public sealed interface DeclaredSchema {

    /** The full name of a message of Protobuf; empty for the first of the file, and for other formats. */
    String message();

    /** One that stands in a file. */
    record InFile(RegisteredSchema schema, String message) implements DeclaredSchema {}

    /** The newest of a subject, as it is when it is first needed. */
    record OfSubject(String subject, String message) implements DeclaredSchema {}
}
