// SPDX-License-Identifier: Apache-2.0
package dev.penstock.cli.demo.state;

import dev.penstock.cli.demo.state.DemoSnapshot.Field;
import dev.penstock.engine.key.EntityKey;
import dev.penstock.event.pipeline.FeatureGroup;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A row of a feature group.
 *
 * @param key the entity key
 * @param windowStart in epoch milliseconds
 * @param columns in their declared order, rounded where they have many digits
 */
public record FeatureRow(String key, long windowStart, List<Field> columns) {

    private static final long MINUTE_MILLIS = 60_000;
    private static final DateTimeFormatter MINUTES =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter SECONDS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final String WINDOW_START = "window_start";
    private static final Pattern LONG_FRACTION = Pattern.compile("-?\\d{1,18}\\.\\d{7,40}");

    public FeatureRow {
        columns = List.copyOf(columns);
    }

    /** Reads a record of the group's topic; empty if it is no row. */
    static Optional<FeatureRow> read(FeatureGroup group, byte[] key, byte[] value) {
        List<Field> fields = JsonFields.whole(value);
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

    /** When its window begins, in UTC, to the minute where that is enough. */
    public String window() {
        try {
            var start = Instant.ofEpochMilli(windowStart);
            return (windowStart % MINUTE_MILLIS == 0 ? MINUTES : SECONDS).format(start);
        } catch (DateTimeException beyondTheCalendar) {
            return String.valueOf(windowStart);
        }
    }
}
