// SPDX-License-Identifier: Apache-2.0
package dev.penstock.store.row;

import dev.penstock.event.DecodeLimits;
import dev.penstock.event.FieldKind;
import dev.penstock.event.FieldPath;
import dev.penstock.event.FieldsBuffer;
import dev.penstock.event.Projection;
import dev.penstock.event.ValueDecoder;
import dev.penstock.event.json.JsonDecoder;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Reads the rows of one group, one after the other. For one thread. */
public final class RowReader {

    private static final DecodeLimits LIMITS =
            new DecodeLimits(Integer.MAX_VALUE, DecodeLimits.DEFAULT.maxDepth(), Integer.MAX_VALUE);

    private final List<RowField> fields;
    private final JsonDecoder decoder;
    private final ValueDecoder.Memory memory;
    private final FieldsBuffer values;
    private final ValueReader[] readers;
    private final int windowStart;
    private final int windowEnd;

    public RowReader(List<RowField> fields) {
        this.fields = fields;
        this.windowStart = fields.size();
        this.windowEnd = fields.size() + 1;
        // A key field's name may have dots, and is one name all the same.
        this.decoder = new JsonDecoder(
                Projection.of(
                        Stream.concat(fields.stream().map(RowField::name), Stream.of("window_start", "window_end"))
                                .map(name -> new FieldPath(List.of(name)))
                                .toList()),
                LIMITS);
        this.memory = decoder.newMemory();
        this.values = decoder.newFields();
        this.readers = IntStream.range(0, fields.size())
                .mapToObj(slot -> new ValueReader(values, slot, fields.get(slot).type()))
                .toArray(ValueReader[]::new);
    }

    public List<RowField> fields() {
        return fields;
    }

    /**
     * Takes a row.
     *
     * @return whether it is one: an object with a window and all key fields
     */
    public boolean read(byte[] json) {
        return decoder.decodeInto(json, values, memory) == null
                && isTime(windowStart)
                && isTime(windowEnd)
                && IntStream.range(0, fields.size())
                        .noneMatch(slot -> fields.get(slot).isKey() && isMissing(slot));
    }

    private boolean isTime(int slot) {
        return values.fitsLong(slot) && values.scale(slot) == 0;
    }

    private boolean isMissing(int slot) {
        return values.kind(slot) == FieldKind.ABSENT || values.kind(slot) == FieldKind.NULL;
    }

    /** Epoch milliseconds. */
    public long windowStart() {
        return values.unscaled(windowStart);
    }

    /** Epoch milliseconds. */
    public long windowEnd() {
        return values.unscaled(windowEnd);
    }

    /**
     * Hands the value of a field over, or that there is none.
     *
     * @param field its place among {@link #fields}
     * @return false if there is a value that is none of the field's type; none was handed over then
     */
    public boolean value(int field, ValueSink sink) {
        return readers[field].read(sink);
    }
}
