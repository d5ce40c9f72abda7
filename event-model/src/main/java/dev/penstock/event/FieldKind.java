// SPDX-License-Identifier: Apache-2.0
package dev.penstock.event;

/** What stands in a field of an event. */
public enum FieldKind {
    /** The event has no such field. */
    ABSENT,
    /** {@code null}; most readers take that for absent, see {@link FieldValue#MISSING}. */
    NULL,
    TEXT,
    /** Any number that JSON can spell, also one that lies outside of the bounds of {@link Numbers}. */
    NUMBER,
    TRUE,
    FALSE,
    OBJECT,
    ARRAY
}
