// SPDX-License-Identifier: Apache-2.0
package dev.penstock.engine.internal.tile;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import dev.penstock.engine.internal.aggregate.AggregateFunction;
import dev.penstock.engine.internal.aggregate.TileSlot;
import dev.penstock.engine.internal.codec.Decimal;
import dev.penstock.engine.internal.codec.JsonWriter;
import dev.penstock.engine.internal.codec.TileFormatException;
import dev.penstock.engine.internal.codec.TileReader;
import dev.penstock.engine.key.EntityKey;
import dev.penstock.engine.key.KeyPart;
import dev.penstock.event.pipeline.Column;
import dev.penstock.event.pipeline.FeatureGroup;

import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Writes encoded tiles as feature rows: the bytes that {@link FeatureRows} writes, without making objects of the tile.
 * Not thread-safe.
 */
public final class TileRows {

    private static final byte[] FINAL = ",\"final\":true".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] WINDOW_START = name("window_start");
    private static final byte[] WINDOW_END = name("window_end");

    private final TileLayout layout;
    private final boolean isFinal;
    private final long windowMillis;
    private final List<byte[]> keyNames;
    private final boolean typedKeys;
    private final AggregateFunction[] functions;
    private final byte[][] columnNames;

    /** By column of the row: the index of the state, or of the dividend. */
    private final int[] states;

    /** By column of the row: the index of the divisor's state; -1 where the column is no ratio. */
    private final int[] divisors;

    /** By index of the state: where it stands in the tile. */
    private final int[] starts;

    private final TileReader in = new TileReader();
    private final JsonWriter json = new JsonWriter();
    private final Decimal number = new Decimal();
    private long lastEventTime;

    /** @param isFinal whether the rows say that they are final */
    public TileRows(FeatureGroup group, TileLayout layout, boolean isFinal) {
        this.isFinal = isFinal;
        this.layout = layout;
        this.windowMillis = group.window().toMillis();
        this.keyNames =
                group.key().stream().map(field -> name(field.toString())).toList();
        this.typedKeys = group.hasTypedKeys();
        this.functions = layout.slots().stream().map(TileSlot::function).toArray(AggregateFunction[]::new);
        this.starts = new int[functions.length];
        List<Column> columns = group.columns();
        this.columnNames = columns.stream().map(column -> name(column.name())).toArray(byte[][]::new);
        this.states = columns.stream()
                .mapToInt(column ->
                        layout.indexOf(column instanceof Column.Ratio ratio ? ratio.dividend() : column.name()))
                .toArray();
        this.divisors = columns.stream()
                .mapToInt(column -> column instanceof Column.Ratio ratio ? layout.indexOf(ratio.divisor()) : -1)
                .toArray();
    }

    private static byte[] name(String name) {
        return ("\"" + new String(JsonStringEncoder.getInstance().quoteAsString(name)) + "\":")
                .getBytes(StandardCharsets.UTF_8);
    }

    /**
     * One row.
     *
     * @param key entity key, UTF-8
     * @param tile not empty, from {@code from} to its end
     * @throws TileFormatException if the tile is of other columns or damaged
     */
    public byte[] json(byte[] key, long window, byte[] tile, int from) {
        find(tile, from);
        json.reset();
        json.single('{');
        writeKey(key);
        json.raw(WINDOW_START);
        json.number(window);
        json.single(',');
        json.raw(WINDOW_END);
        json.number(window + windowMillis);
        if (isFinal) {
            json.raw(FINAL);
        }
        for (int i = 0; i < columnNames.length; i++) {
            json.single(',');
            json.raw(columnNames[i]);
            if (divisors[i] < 0) {
                in.position(starts[states[i]]);
                functions[states[i]].writeValue(in, json, number);
            } else {
                writeRatio(states[i], divisors[i]);
            }
        }
        json.single('}');
        return json.toByteArray();
    }

    /** Latest event time in the tile that was written last, in epoch milliseconds. */
    public long lastEventTime() {
        return lastEventTime;
    }

    private void find(byte[] tile, int from) {
        in.reset(tile, from, tile.length);
        layout.readHead(in);
        if (!in.flag()) {
            throw in.wrong("expected a tile with events, found an empty one");
        }
        lastEventTime = in.spanEnd(in.signed());
        for (int i = 0; i < functions.length; i++) {
            starts[i] = in.position();
            functions[i].skip(in);
        }
        in.end();
    }

    private void writeKey(byte[] key) {
        if (keyNames.size() == 1) {
            writeKey(keyNames.get(0), key);
            return;
        }
        List<String> texts = EntityKey.split(new String(key, StandardCharsets.UTF_8), keyNames.size());
        for (int i = 0; i < keyNames.size(); i++) {
            writeKey(keyNames.get(i), texts.get(i).getBytes(StandardCharsets.UTF_8));
        }
    }

    private void writeKey(byte[] name, byte[] part) {
        json.raw(name);
        if (typedKeys && KeyPart.isJson(part, 0, part.length)) {
            json.raw(part);
        } else {
            json.text(part, 0, part.length);
        }
        json.single(',');
    }

    private void writeRatio(int dividend, int divisor) {
        in.position(starts[divisor]);
        if (!functions[divisor].readNumber(in, number) || number.isZero()) {
            json.nothing();
            return;
        }
        BigDecimal below = number.toBigDecimal();
        in.position(starts[dividend]);
        if (functions[dividend].readNumber(in, number)) {
            json.number(number.toBigDecimal().divide(below, MathContext.DECIMAL64));
        } else {
            json.nothing();
        }
    }
}
