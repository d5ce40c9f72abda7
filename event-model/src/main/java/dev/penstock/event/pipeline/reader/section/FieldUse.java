// SPDX-License-Identifier: Apache-2.0
package dev.penstock.event.pipeline.reader.section;

import dev.penstock.event.FieldPath;
import dev.penstock.event.pipeline.reader.yaml.Node;

/**
 * A field that a stream or feature group takes from what it reads.
 *
 * @param at where the file names it
 */
public record FieldUse(FieldPath field, Need need, Node at) {

    /** What the field has to hold. */
    public enum Need {
        /** Whatever it is. */
        ANYTHING,
        /** Not an object. */
        SINGLE_VALUE,
        /** The same, and it is compared with constants and goes nowhere. */
        CONDITION,
        NUMBER
    }
}
