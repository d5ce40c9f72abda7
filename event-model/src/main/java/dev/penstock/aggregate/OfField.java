// SPDX-License-Identifier: Apache-2.0
package dev.penstock.aggregate;

import dev.penstock.event.FieldPath;

import java.util.Optional;

/** An aggregate of a field. */
interface OfField extends Aggregate {

    FieldPath field();

    @Override
    default Optional<FieldPath> input() {
        return Optional.of(field());
    }
}
