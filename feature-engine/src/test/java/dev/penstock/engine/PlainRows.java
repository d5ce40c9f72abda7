// SPDX-License-Identifier: Apache-2.0
package dev.penstock.engine;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import dev.penstock.aggregate.Aggregate;
import dev.penstock.engine.RandomEvents.Timed;
import dev.penstock.engine.key.EntityKey;
import dev.penstock.engine.key.KeyPart;
import dev.penstock.event.FieldPath;
import dev.penstock.event.FieldValue;
import dev.penstock.event.Projection;
import dev.penstock.event.field.EventFilter;
import dev.penstock.event.pipeline.Column;
import dev.penstock.event.pipeline.FeatureGroup;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Feature rows by another way: values worked out from all events with plain objects, and JSON by Jackson. */
final class PlainRows {

    private static final int MAX_PLAIN_DIGITS = 40;
    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8)
            .build();

    private final FeatureGroup group;
    private final Projection projection;
    private final Tiles tiles;

    PlainRows(FeatureGroup group, Projection projection) {
        this.group = group;
        this.projection = projection;
        this.tiles = Tiles.of(group);
    }

    /**
     * The columns over some events.
     *
     * @param suffix of their names
     * @param tile of the events, asked for what there is no other way for
     */
    record Part(String suffix, List<Timed> events, byte[] tile) {}

    /** @param tile of the events, asked for what there is no other way for */
    byte[] json(String entityKey, long start, long end, List<Timed> events, byte[] tile) {
        return json(entityKey, start, end, List.of(new Part("", events, tile)));
    }

    byte[] json(String entityKey, long start, long end, List<Part> parts) {
        List<String> keyTexts = EntityKey.split(entityKey, group.key().size());
        var out = new ByteArrayOutputStream(256);
        try (JsonGenerator json = JSON.createGenerator(out)) {
            json.writeStartObject();
            for (int i = 0; i < keyTexts.size(); i++) {
                json.writeFieldName(group.key().get(i).toString());
                writeKey(keyTexts.get(i), json);
            }
            json.writeNumberField("window_start", start);
            json.writeNumberField("window_end", end);
            for (Part part : parts) {
                write(part, json);
            }
            json.writeEndObject();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return out.toByteArray();
    }

    private void write(Part part, JsonGenerator json) throws IOException {
        for (Column column : group.columns()) {
            json.writeFieldName(column.name() + part.suffix);
            if (!(column instanceof Column.Aggregated aggregated)
                    || !PlainLists.write(aggregated.aggregate(), taken(aggregated, part.events), json)) {
                write(value(column, part.events, part.tile), json);
            }
        }
    }

    private FieldValue value(Column column, List<Timed> events, byte[] tile) {
        if (column instanceof Column.Ratio ratio) {
            return value(named(ratio.dividend()), events, tile) instanceof FieldValue.Number above
                            && value(named(ratio.divisor()), events, tile) instanceof FieldValue.Number below
                            && below.value().signum() != 0
                    ? Scalars.number(above.value().divide(below.value(), MathContext.DECIMAL64))
                    : FieldValue.MISSING;
        }
        var aggregated = (Column.Aggregated) column;
        return PlainValues.of(aggregated.aggregate(), taken(aggregated, events))
                .orElseGet(() -> tiles.number(column.name(), tile)
                        .<FieldValue>map(Scalars::number)
                        .orElse(FieldValue.MISSING));
    }

    private Column named(String name) {
        return group.columns().stream()
                .filter(column -> column.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private List<PlainValues.Input> taken(Column.Aggregated column, List<Timed> events) {
        EventFilter filter = EventFilter.compile(column.where(), projection);
        var taken = new ArrayList<PlainValues.Input>();
        for (Timed event : events) {
            if (filter.matches(event.fields())) {
                taken.add(new PlainValues.Input(field(column.aggregate(), event), event.time()));
            }
        }
        return taken;
    }

    private FieldValue field(Aggregate aggregate, Timed event) {
        if (aggregate.input().isEmpty()) {
            return FieldValue.MISSING;
        }
        FieldPath path = aggregate.input().get();
        int slot = projection.slot(path);
        return switch (aggregate.type().operand()) {
            case NUMBER -> event.fields().numeric(slot);
            case KEPT_VALUE ->
                event.fields().isTooLong(slot)
                        ? FieldValue.MISSING
                        : event.fields().get(slot);
            case EVENT, SINGLE_VALUE -> event.fields().get(slot);
        };
    }

    private void writeKey(String part, JsonGenerator json) throws IOException {
        byte[] utf8 = part.getBytes(StandardCharsets.UTF_8);
        if (group.hasTypedKeys() && KeyPart.isJson(utf8, 0, utf8.length)) {
            json.writeRawValue(part);
        } else {
            json.writeString(part);
        }
    }

    static void write(FieldValue value, JsonGenerator json) throws IOException {
        if (value instanceof FieldValue.Number number) {
            json.writeNumber(digits(number.value().stripTrailingZeros()));
        } else if (value instanceof FieldValue.Bool bool) {
            json.writeBoolean(bool.value());
        } else if (value instanceof FieldValue.Text text) {
            json.writeString(text.text());
        } else {
            json.writeNull();
        }
    }

    static String digits(BigDecimal stripped) {
        int length = stripped.scale() <= 0
                ? stripped.precision() - stripped.scale()
                : Math.max(stripped.precision(), stripped.scale() + 1);
        return length <= MAX_PLAIN_DIGITS ? stripped.toPlainString() : stripped.toString();
    }
}
