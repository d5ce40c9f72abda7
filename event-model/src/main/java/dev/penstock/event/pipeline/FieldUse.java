// SPDX-License-Identifier: Apache-2.0
package dev.penstock.event.pipeline;

import dev.penstock.event.FieldPath;

/**
 * A field that a stream or feature group takes from what it reads.
 *
 * @param at where the file names it
 */
record FieldUse(FieldPath field, Need need, Node at) {

    /** What the field has to hold. */
    enum Need {
        /** Whatever it is. */
        ANYTHING,
        /** Not an object. */
        SINGLE_VALUE,
        NUMBER
    }
}
