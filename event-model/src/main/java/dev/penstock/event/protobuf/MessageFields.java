// SPDX-License-Identifier: Apache-2.0
package dev.penstock.event.protobuf;

import dev.penstock.event.FieldsBuffer;
import dev.penstock.event.bytes.JsonBuffer;

/** Finds projected fields in messages of one type. Safe for use by many threads. */
final class MessageFields extends ProtoBody {

    private static final int[] NONE = {};

    private final MessageLayout layout;
    private final FieldStep[] steps;

    /** What reads a field's values as they are met, the last being the one that counts; null where not all is known then. */
    private final ProtoValue[] direct;

    private final int[] slots;
    private final boolean isAllDirect;

    /**
     * @param layout of the fields that are looked for
     * @param steps what is done with each of them; null for one that only may take the place of another
     */
    MessageFields(MessageLayout layout, FieldStep[] steps) {
        this.layout = layout;
        this.steps = steps;
        this.direct = new ProtoValue[steps.length];
        this.slots = new int[steps.length];
        boolean all = true;
        for (int i = 0; i < steps.length; i++) {
            if (steps[i] instanceof FieldStep.Whole whole && !layout.hasRivals(i)) {
                direct[i] = whole.scalar();
                slots[i] = whole.index();
            }
            all &= direct[i] != null;
        }
        this.isAllDirect = all;
    }

    @Override
    void read(ProtoInput in, FieldsBuffer target, JsonBuffer text) {
        int[] found = isAllDirect ? NONE : new int[2 * steps.length];
        while (in.at < in.end) {
            int start = in.at;
            int tag = in.readTag();
            int index = layout.index(in, tag);
            if (index < 0) {
                in.skip(tag);
            } else if (direct[index] != null) {
                direct[index].set(in, target, slots[index], text);
            } else {
                layout.take(in, start, tag, index, found);
            }
        }
        for (int i = 0; i < steps.length; i++) {
            FieldStep step = steps[i];
            if (direct[i] != null) {
                if (!target.isPresent(slots[i])) {
                    step.readAbsent(in, target, text);
                }
            } else if (step != null) {
                if (found[2 * i + 1] > 0) {
                    step.read(in, found[2 * i], found[2 * i + 1], target, text);
                } else {
                    step.readAbsent(in, target, text);
                }
            }
        }
    }
}
