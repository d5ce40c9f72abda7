// SPDX-License-Identifier: Apache-2.0
package dev.penstock.engine.internal.tile;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import dev.penstock.engine.internal.codec.JsonWriter;
import dev.penstock.engine.key.EntityKey;
import dev.penstock.engine.key.KeyPart;
import dev.penstock.event.FieldPath;
import dev.penstock.event.FieldValue;
import dev.penstock.event.pipeline.FeatureGroup;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * Writes tiles as feature rows: the key fields as text, or as they came, the window, the columns in their declared order. The same
 * figures are always the same bytes: numbers have no trailing zeros and, up to 40 digits, no exponent. Immutable, so safe
 * for use by many threads.
 */
public final class FeatureRows {

    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8)
            .build();

    private final TileLayout layout;
    private final List<String> keyFields;
    private final boolean typedKeys;
    private final long windowMillis;
    private final List<RowColumn> columns;

    private FeatureRows(
            TileLayout layout, List<String> keyFields, boolean typedKeys, long windowMillis, List<RowColumn> columns) {
        this.layout = layout;
        this.typedKeys = typedKeys;
        this.keyFields = keyFields;
        this.windowMillis = windowMillis;
        this.columns = columns;
    }

    /**
     * @param layout of the same group
     * @throws IllegalArgumentException if the layout lacks a column of the group
     */
    public static FeatureRows of(FeatureGroup group, TileLayout layout) {
        return new FeatureRows(
                layout,
                group.key().stream().map(FieldPath::toString).toList(),
                group.hasTypedKeys(),
                group.window().toMillis(),
                group.columns().stream()
                        .map(column -> RowColumn.of(column, layout))
                        .toList());
    }

    /**
     * One row as JSON, UTF-8.
     *
     * @param entityKey as {@link EntityKey} read it
     * @param windowStart in epoch milliseconds
     * @throws IllegalArgumentException if the entity key can't be one of this group or the tile has other columns
     */
    public byte[] json(String entityKey, long windowStart, Tile tile) {
        return json(entityKey, windowStart, windowStart + windowMillis, tile);
    }

    /**
     * One row of a span of windows.
     *
     * @param start of the first window, in epoch milliseconds
     * @param end of the last window, in epoch milliseconds
     * @param tile what the tiles of all windows were merged into
     * @throws IllegalArgumentException if the entity key can't be one of this group or the tile has other columns
     */
    public byte[] json(String entityKey, long start, long end, Tile tile) {
        layout.checkSame(tile);
        List<String> keyTexts = EntityKey.split(entityKey, keyFields.size());
        var out = new ByteArrayOutputStream(256);
        try (JsonGenerator json = JSON.createGenerator(out)) {
            json.writeStartObject();
            for (int i = 0; i < keyFields.size(); i++) {
                json.writeFieldName(keyFields.get(i));
                writeKey(keyTexts.get(i), json);
            }
            json.writeNumberField("window_start", start);
            json.writeNumberField("window_end", end);
            for (RowColumn column : columns) {
                json.writeFieldName(column.name());
                write(column.value(tile), json);
            }
            json.writeEndObject();
        } catch (IOException impossible) {
            throw new UncheckedIOException("a row could not be written to memory", impossible);
        }
        return out.toByteArray();
    }

    /**
     * What a row of this tile has in a column; empty where that is null, or no number.
     *
     * @throws IllegalArgumentException if the group has no such column or the tile has other columns
     */
    public Optional<BigDecimal> number(String column, Tile tile) {
        layout.checkSame(tile);
        RowColumn named = columns.stream()
                .filter(one -> one.name().equals(column))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no column '" + column + "'"));
        return named.value(tile) instanceof FieldValue.Number number ? Optional.of(number.value()) : Optional.empty();
    }

    private void writeKey(String part, JsonGenerator json) throws IOException {
        byte[] utf8 = part.getBytes(StandardCharsets.UTF_8);
        if (typedKeys && KeyPart.isJson(utf8, 0, utf8.length)) {
            json.writeRawValue(part);
        } else {
            json.writeString(part);
        }
    }

    private static void write(FieldValue value, JsonGenerator json) throws IOException {
        if (value instanceof FieldValue.Number number) {
            json.writeNumber(JsonWriter.digits(number.value().stripTrailingZeros()));
        } else if (value instanceof FieldValue.Bool bool) {
            json.writeBoolean(bool.value());
        } else if (value instanceof FieldValue.Text text) {
            json.writeString(text.text());
        } else {
            json.writeNull();
        }
    }
}
