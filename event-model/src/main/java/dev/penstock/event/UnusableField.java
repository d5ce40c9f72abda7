// SPDX-License-Identifier: Apache-2.0
package dev.penstock.event;

import dev.penstock.event.BadEvent.Reason;

/**
 * A field of an event that some reader needs and can't use. The event counts wherever the field is not needed.
 *
 * @param field in the names of the source
 * @param reason one that is about a field
 */
public record UnusableField(FieldPath field, Reason reason) {

    private static final Reason[] REASONS = Reason.values();

    public static int code(int slot, Reason reason) {
        return slot * REASONS.length + reason.ordinal();
    }

    public static int slot(int code) {
        return code / REASONS.length;
    }

    public static Reason reason(int code) {
        return REASONS[code % REASONS.length];
    }
}
