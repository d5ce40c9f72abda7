// SPDX-License-Identifier: Apache-2.0
package dev.penstock.event.registered;

import dev.penstock.event.RegisteredSchema;
import dev.penstock.event.ValueDecoder;

/** A format whose values name a schema. Safe for use by many threads. */
public interface SchemaFormat {

    /** What registries call schemas of this format. */
    String type();

    /**
     * Makes the decoder of a schema's values.
     *
     * @param message the full name of the message that records are of where nothing says it; empty for the first, or for
     *     formats that have no messages
     * @throws IllegalArgumentException if it is no schema of events, and why
     */
    BodyDecoder compile(RegisteredSchema schema, String message);

    /** A memory for {@link BodyDecoder#decodeInto}. */
    default ValueDecoder.Memory newMemory() {
        return ValueDecoder.Memory.NONE;
    }
}
