// SPDX-License-Identifier: Apache-2.0
package dev.penstock.aggregate;

import dev.penstock.aggregate.codec.Decimal;
import dev.penstock.aggregate.codec.JsonWriter;
import dev.penstock.aggregate.codec.TileReader;
import dev.penstock.aggregate.delta.ColumnPlace;
import dev.penstock.aggregate.delta.DeltaColumn;
import dev.penstock.event.FieldPath;

import java.math.BigDecimal;
import java.util.Optional;

/**
 * How a column gathers events, and all that Penstock knows of it: each aggregate is one record that implements this, with
 * the field that it gathers and its options as components, and one line in {@link Aggregates}.
 *
 * <p>Each is a commutative monoid: the bytes of a state follow from the values that were added and from nothing else, so
 * partial states merge in any order and any grouping to the same bytes. An event whose field is missing or null adds
 * nothing. Written state is part of stores and topics and never changes its form. Immutable.
 */
public interface Aggregate {

    AggregateType type();

    /** The field that it gathers; empty where it looks at nothing but that there is an event. */
    default Optional<FieldPath> input() {
        return Optional.empty();
    }

    /** What was said besides the field, see {@link AggregateType#option}. */
    default Optional<BigDecimal> option() {
        return Optional.empty();
    }

    /** How many values of events a state holds at most, each of which may be as long as a text that is kept. */
    default int mostValues() {
        return 1;
    }

    /**
     * What the value is, in words, as the page of a pipeline has it.
     *
     * @param field what it gathers, in Markdown; empty where it looks at no field
     * @param filter which events it takes, as {@code " with …"}; empty where it takes all
     */
    String meaning(String field, String filter);

    /** The column of the deltas that gathers it. */
    DeltaColumn newColumn(ColumnPlace place);

    /** What merges written states of it, for use by one thread. */
    StateMerger newMerger();

    /** Passes a written state. */
    void skip(TileReader in);

    /**
     * Reads a written state as a number.
     *
     * @param number is set where there is a value that is a number
     * @return whether there is one
     */
    boolean readNumber(TileReader in, Decimal number);

    /** Reads a written state and writes its value, as it stands in a feature row. */
    default void writeValue(TileReader in, JsonWriter json, Decimal number) {
        if (readNumber(in, number)) {
            json.number(number);
        } else {
            json.nothing();
        }
    }

    /** Of a filter as {@link #meaning} is given it. */
    static String overEvents(String filter) {
        return filter.isEmpty() ? "" : " over events" + filter;
    }
}
