// SPDX-License-Identifier: Apache-2.0
package dev.penstock.event.unwrap;

import dev.penstock.event.json.Refusal;

import java.util.function.Function;

/** Finds the event in a value. Safe for use by many threads. */
@FunctionalInterface
interface Envelope {

    /**
     * The event as JSON; null where the value tells of none.
     *
     * @param lastHeader finds the value of the record's last header of a name; null for none
     * @throws Refusal if the value is no such envelope
     */
    byte[] event(byte[] json, Function<String, byte[]> lastHeader);
}
