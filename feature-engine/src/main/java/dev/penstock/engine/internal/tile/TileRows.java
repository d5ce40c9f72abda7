// SPDX-License-Identifier: Apache-2.0
package dev.penstock.engine.internal.tile;

import dev.penstock.aggregate.Aggregate;
import dev.penstock.aggregate.codec.Decimal;
import dev.penstock.aggregate.codec.JsonWriter;
import dev.penstock.aggregate.codec.TileFormatException;
import dev.penstock.aggregate.codec.TileReader;
import dev.penstock.engine.key.EntityKey;
import dev.penstock.engine.key.KeyPart;
import dev.penstock.event.pipeline.Column;
import dev.penstock.event.pipeline.Emission;
import dev.penstock.event.pipeline.FeatureGroup;
import dev.penstock.event.pipeline.TumblingWindows;

import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * Writes encoded tiles as feature rows: the key fields as text, or as they came, the window, the columns in their declared
 * order. The same figures are always the same bytes: numbers have no trailing zeros and, up to 40 digits, no exponent. Not
 * thread-safe.
 */
public final class TileRows {

    private static final byte[] FINAL = ",\"final\":true".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] WINDOW_START = name("window_start");
    private static final byte[] WINDOW_END = name("window_end");

    private final TileLayout layout;
    private final boolean isFinal;
    private final TumblingWindows windows;
    private final List<byte[]> keyNames;
    private final boolean typedKeys;
    private final Aggregate[] aggregates;
    private final byte[][] columnNames;

    /** By span of a rolling row and by column: the name. */
    private final byte[][][] spanNames;

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
        this.windows = group.window();
        this.keyNames =
                group.key().stream().map(field -> name(field.toString())).toList();
        this.typedKeys = group.hasTypedKeys();
        this.aggregates = layout.aggregates();
        this.starts = new int[aggregates.length];
        List<Column> columns = group.columns();
        this.columnNames = columns.stream().map(column -> name(column.name())).toArray(byte[][]::new);
        this.spanNames = group.emission() instanceof Emission.Rolling rolling
                ? rolling.spans().stream()
                        .map(span -> columns.stream()
                                .map(column -> name(span.name(column.name())))
                                .toArray(byte[][]::new))
                        .toArray(byte[][][]::new)
                : new byte[0][][];
        this.states = columns.stream()
                .mapToInt(column ->
                        layout.indexOf(column instanceof Column.Ratio ratio ? ratio.dividend() : column.name()))
                .toArray();
        this.divisors = columns.stream()
                .mapToInt(column -> column instanceof Column.Ratio ratio ? layout.indexOf(ratio.divisor()) : -1)
                .toArray();
    }

    private static byte[] name(String name) {
        var json = new JsonWriter();
        byte[] utf8 = name.getBytes(StandardCharsets.UTF_8);
        json.text(utf8, 0, utf8.length);
        json.single(':');
        return json.toByteArray();
    }

    /**
     * One row.
     *
     * @param key entity key, UTF-8
     * @param tile not empty, from {@code from} to its end
     * @throws TileFormatException if the tile is of other columns or damaged
     */
    public byte[] json(byte[] key, long window, byte[] tile, int from) {
        return json(key, window, windows.end(window), tile, from);
    }

    /** One row of a span of windows, whose tiles were merged into one. */
    byte[] json(byte[] key, long start, long end, byte[] tile, int from) {
        writeHead(key, start, end);
        writeColumns(columnNames, tile, from);
        json.single('}');
        return json.toByteArray();
    }

    /**
     * One row with the columns over each span besides.
     *
     * @param tile may be empty, but not without bytes
     * @param spans the merged tiles of each span, in the order of the group
     */
    public byte[] json(byte[] key, long window, byte[] tile, byte[][] spans) {
        writeHead(key, window, windows.end(window));
        writeColumns(columnNames, tile, 0);
        long ofTile = lastEventTime == EmptyTile.NO_EVENT ? window : lastEventTime;
        for (int i = 0; i < spans.length; i++) {
            writeColumns(spanNames[i], spans[i], 0);
        }
        lastEventTime = ofTile;
        json.single('}');
        return json.toByteArray();
    }

    private void writeHead(byte[] key, long start, long end) {
        json.reset();
        json.single('{');
        writeKey(key);
        json.raw(WINDOW_START);
        json.number(start);
        json.single(',');
        json.raw(WINDOW_END);
        json.number(end);
        if (isFinal) {
            json.raw(FINAL);
        }
    }

    private void writeColumns(byte[][] names, byte[] tile, int from) {
        find(tile, from);
        for (int i = 0; i < names.length; i++) {
            json.single(',');
            json.raw(names[i]);
            if (divisors[i] < 0) {
                in.position(starts[states[i]]);
                aggregates[states[i]].writeValue(in, json, number);
            } else {
                writeRatio(states[i], divisors[i]);
            }
        }
    }

    /** Latest event time in the tile that was written last, in epoch milliseconds; its start if there was no event. */
    public long lastEventTime() {
        return lastEventTime;
    }

    private void find(byte[] tile, int from) {
        in.reset(tile, from, tile.length);
        layout.readHead(in);
        boolean hasEvents = in.flag();
        if (!hasEvents && spanNames.length == 0) {
            throw in.wrong("expected a tile with events, found an empty one");
        }
        lastEventTime = hasEvents ? in.spanEnd(in.signed()) : EmptyTile.NO_EVENT;
        for (int i = 0; i < aggregates.length; i++) {
            starts[i] = in.position();
            aggregates[i].skip(in);
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
        ratio(dividend, divisor).ifPresentOrElse(json::number, json::nothing);
    }

    private Optional<BigDecimal> ratio(int dividend, int divisor) {
        if (!readNumber(divisor) || number.isZero()) {
            return Optional.empty();
        }
        BigDecimal below = number.toBigDecimal();
        return readNumber(dividend)
                ? Optional.of(number.toBigDecimal().divide(below, MathContext.DECIMAL64))
                : Optional.empty();
    }

    private boolean readNumber(int state) {
        in.position(starts[state]);
        return aggregates[state].readNumber(in, number);
    }

    /** What the row of a tile has in a column, if that is a number. */
    Optional<BigDecimal> number(int column, byte[] tile) {
        find(tile, 0);
        if (divisors[column] >= 0) {
            return ratio(states[column], divisors[column]);
        }
        return readNumber(states[column]) ? Optional.of(number.toBigDecimal()) : Optional.empty();
    }

    /** The latest event time in a tile, in epoch milliseconds. */
    long lastEventTime(byte[] tile) {
        find(tile, 0);
        return lastEventTime;
    }
}
