// SPDX-License-Identifier: Apache-2.0
package dev.penstock.event.protobuf;

import dev.penstock.event.FieldsBuffer;
import dev.penstock.event.bytes.JsonBuffer;

/** Reads what stands between the ends of a message of one type. Safe for use by many threads. */
abstract class ProtoBody {

    /**
     * Reads from where the input stands to its end.
     *
     * @param target where projected fields are set; null for those that only put JSON
     * @param out where values are put
     */
    abstract void read(ProtoInput in, FieldsBuffer target, JsonBuffer out);

    /** Whether it puts numbers, null for those that JSON can't spell. */
    boolean mayBeUnusable() {
        return false;
    }
}
