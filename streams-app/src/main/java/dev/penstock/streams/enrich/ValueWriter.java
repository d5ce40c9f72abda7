// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.enrich;

import dev.penstock.event.bytes.JsonBuffer;

/** Writes one value of the event that is being made. */
@FunctionalInterface
public interface ValueWriter {

    /** Writes the value as JSON; writes nothing where there is no such value. */
    void write(InputEvent in, JsonBuffer out);
}
