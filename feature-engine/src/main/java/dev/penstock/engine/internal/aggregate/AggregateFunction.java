// SPDX-License-Identifier: Apache-2.0
package dev.penstock.engine.internal.aggregate;

import dev.penstock.engine.internal.codec.Decimal;
import dev.penstock.engine.internal.codec.JsonWriter;
import dev.penstock.engine.internal.codec.TileReader;
import dev.penstock.engine.internal.codec.TileWriter;
import dev.penstock.event.FieldValue;
import dev.penstock.event.Fields;

/**
 * All that the engine knows of one aggregate: how its state is gathered, passed, merged and read in the bytes of a
 * tile. The same for all columns; holds nothing of them. {@link AggregateFunctions} lists them.
 */
public abstract class AggregateFunction {

    /** What {@code Fingerprint} calls it. State is known by it, so it stays as it is whatever the class is called. */
    public abstract String fingerprintName();

    public abstract Accumulator newAccumulator();

    /** What an {@link Accumulator} takes of an event whose field may be of a kind that the aggregate can't use. */
    FieldValue input(Fields fields, int field) {
        return fields.get(field);
    }

    /**
     * The column of the deltas that gathers it.
     *
     * @param at where its longs begin in those of a delta
     * @param object where its objects begin in those of a delta
     */
    public abstract DeltaColumn newColumn(TileSlot slot, int at, int object);

    /** Passes the state of one column. */
    public abstract void skip(TileReader in);

    /** Reads the states of both and writes one of what both gathered. */
    public abstract void merge(TileReader one, TileReader other, TileWriter out, MergeBuffers buffers);

    /**
     * Reads a state as a number.
     *
     * @param number is set where there is a value
     * @return whether there is one
     * @throws UnsupportedOperationException if the aggregate may have other values than numbers
     */
    public abstract boolean readNumber(TileReader in, Decimal number);

    /** Reads a state and writes its value, as it stands in a feature row. */
    public void writeValue(TileReader in, JsonWriter json, Decimal number) {
        if (readNumber(in, number)) {
            json.number(number);
        } else {
            json.nothing();
        }
    }

    /** Writes what was read of a tile since {@code from}. */
    static void copy(TileReader in, int from, TileWriter out) {
        out.bytes(in.buffer(), from, in.position());
    }
}
