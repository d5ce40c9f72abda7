// SPDX-License-Identifier: Apache-2.0
package dev.penstock.store.row;

import dev.penstock.aggregate.AggregateType;
import dev.penstock.event.pipeline.Column;
import dev.penstock.event.pipeline.ColumnType;
import dev.penstock.event.pipeline.ColumnType.Kind;
import dev.penstock.event.pipeline.Emission;
import dev.penstock.event.pipeline.FeatureGroup;
import dev.penstock.event.pipeline.Store;

import java.util.ArrayList;
import java.util.List;

/**
 * A key field or column of feature rows.
 *
 * @param type what a store that has types keeps it as
 */
public record RowField(String name, ColumnType type, boolean isKey) {

    /** Those of a group's rows: the key fields, then the columns in the order of the file, then those over each span. */
    public static List<RowField> of(FeatureGroup group, Store store) {
        List<RowField> fields = new ArrayList<>();
        group.key().forEach(field -> fields.add(field(group, store, field.toString(), ColumnType.of(Kind.TEXT), true)));
        group.columns()
                .forEach(column -> fields.add(field(group, store, column.name(), ColumnType.of(kind(column)), false)));
        if (group.emission() instanceof Emission.Rolling rolling) {
            for (Emission.Span span : rolling.spans()) {
                for (Column column : group.columns()) {
                    ColumnType type = ColumnType.of(kind(column));
                    fields.add(field(group, store, span.name(column.name()), type, false));
                }
            }
        }
        return List.copyOf(fields);
    }

    /** The same, kept as text. */
    public RowField asText() {
        return new RowField(name, ColumnType.of(Kind.TEXT), isKey);
    }

    private static RowField field(FeatureGroup group, Store store, String name, ColumnType otherwise, boolean isKey) {
        return new RowField(name, store.types().getOrDefault(group.name() + "." + name, otherwise), isKey);
    }

    private static Kind kind(Column column) {
        AggregateType.Value value = column instanceof Column.Aggregated aggregated
                ? aggregated.aggregate().type().value()
                : AggregateType.Value.NUMBER_OR_NULL;
        return switch (value) {
            case INTEGER -> Kind.INTEGER;
            case NUMBER, NUMBER_OR_NULL -> Kind.DOUBLE;
            case ANY_OR_NULL, COUNTS -> Kind.TEXT;
            case LIST -> Kind.TEXTS;
        };
    }
}
