// SPDX-License-Identifier: Apache-2.0
package dev.penstock.event.pipeline;

import dev.penstock.event.FieldPath;
import dev.penstock.event.protect.KeysetFile;

import java.util.List;

/**
 * Fields that are protected, and by what.
 *
 * @param fields at least one; none of them lies inside of another
 */
public record Protection(List<FieldPath> fields, KeysetFile keyset) {

    public Protection {
        fields = List.copyOf(fields);
    }

    /** Whether the field as a whole is protected, by itself or as a part of another. */
    public boolean covers(FieldPath field) {
        return fields.stream().anyMatch(field::startsWith);
    }

    /** Whether anything that is protected is the field, or lies inside of it, or around it. */
    public boolean touches(FieldPath field) {
        return fields.stream().anyMatch(field::overlaps);
    }
}
