// SPDX-License-Identifier: Apache-2.0
package dev.penstock.cli.demo;

import dev.penstock.cli.demo.DemoSnapshot.Field;
import dev.penstock.engine.key.EntityKey;
import dev.penstock.event.pipeline.FeatureGroup;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A row of a feature group.
 *
 * @param key the entity key
 * @param windowStart in epoch milliseconds
 * @param columns in their declared order, rounded where they have many digits
 */
record FeatureRow(String key, long windowStart, List<Field> columns) {

    private static final String WINDOW_START = "window_start";
    private static final Pattern LONG_FRACTION = Pattern.compile("-?\\d{1,18}\\.\\d{7,40}");

    FeatureRow {
        columns = List.copyOf(columns);
    }

    /** Reads a record of the group's topic; empty if it is no row. */
    static Optional<FeatureRow> read(FeatureGroup group, byte[] key, byte[] value) {
        List<Field> fields = JsonFields.of(value);
        List<String> keyNames = group.key().stream().map(Object::toString).toList();
        List<Field> columns = fields.stream()
                .filter(field -> !keyNames.contains(field.name()))
                .filter(field -> !FeatureGroup.RESERVED_FIELDS.contains(field.name()))
                .map(field -> new Field(field.name(), rounded(field.value())))
                .toList();
        return fields.stream()
                .filter(field ->
                        field.name().equals(WINDOW_START) && field.value().matches("-?\\d{1,18}"))
                .findFirst()
                .map(start ->
                        new FeatureRow(EntityKey.ofRecordKey(group, key), Long.parseLong(start.value()), columns));
    }

    /** A ratio has up to sixteen digits, which nobody reads. */
    private static String rounded(String value) {
        return LONG_FRACTION.matcher(value).matches()
                ? new BigDecimal(value).setScale(4, RoundingMode.HALF_EVEN).toPlainString()
                : value;
    }
}
