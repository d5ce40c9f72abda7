// SPDX-License-Identifier: Apache-2.0
package dev.penstock.event.protobuf;

import dev.penstock.event.FieldsBuffer;
import dev.penstock.event.bytes.JsonBuffer;

/** Finds projected fields in messages of one type. Safe for use by many threads. */
final class MessageFields extends ProtoBody {

    private final MessageLayout layout;
    private final FieldStep[] steps;

    /**
     * @param layout of the fields that are looked for
     * @param steps what is done with each of them; null for one that only may take the place of another
     */
    MessageFields(MessageLayout layout, FieldStep[] steps) {
        this.layout = layout;
        this.steps = steps;
    }

    @Override
    void read(ProtoInput in, FieldsBuffer target, JsonBuffer text) {
        int[] found = layout.scan(in);
        for (int i = 0; i < steps.length; i++) {
            if (steps[i] == null) {
                continue;
            }
            if (found[2 * i + 1] > 0) {
                steps[i].read(in, found[2 * i], found[2 * i + 1], target, text);
            } else {
                steps[i].readAbsent(in, target, text);
            }
        }
    }
}
