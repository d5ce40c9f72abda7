// SPDX-License-Identifier: Apache-2.0
package dev.penstock.store.row;

import dev.penstock.event.pipeline.ColumnType.Kind;

import java.math.BigDecimal;
import java.util.List;

/** Takes one value of a row, in the type of its field. Who has no fields of a type needs no method for it. */
public interface ValueSink {

    void nothing();

    default void text(byte[] utf8, int from, int to) {
        throw new UnsupportedOperationException("no field has values of this kind");
    }

    default void integer(long value) {
        throw new UnsupportedOperationException("no field has values of this kind");
    }

    default void real(double value) {
        throw new UnsupportedOperationException("no field has values of this kind");
    }

    default void bool(boolean value) {
        throw new UnsupportedOperationException("no field has values of this kind");
    }

    /** @param millis since 1970 */
    default void time(long millis) {
        throw new UnsupportedOperationException("no field has values of this kind");
    }

    /** @param value has the scale of the field, and no more digits than it */
    default void decimal(BigDecimal value) {
        throw new UnsupportedOperationException("no field has values of this kind");
    }

    /**
     * Takes a list.
     *
     * @param kind of the field
     * @param elements texts, longs or doubles, as the kind says
     */
    default void list(Kind kind, List<?> elements) {
        throw new UnsupportedOperationException("no field has values of this kind");
    }
}
