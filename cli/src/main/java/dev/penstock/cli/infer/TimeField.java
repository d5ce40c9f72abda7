// SPDX-License-Identifier: Apache-2.0
package dev.penstock.cli.infer;

import dev.penstock.event.FieldValue;
import dev.penstock.event.pipeline.Source.Unit;
import dev.penstock.event.pipeline.TimeFormat;
import dev.penstock.event.time.EventTime;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.LongSummaryStatistics;
import java.util.Optional;

/**
 * A field that holds times.
 *
 * @param zone where texts have no offset, so that somebody has to say whose clock it was
 * @param from the earliest, epoch milliseconds
 * @param to the latest
 */
record TimeField(FieldProfile field, Unit unit, boolean zone, long from, long to) {

    private static final long EARLIEST = Instant.parse("1990-01-01T00:00:00Z").toEpochMilli();
    private static final long LATEST = Instant.parse("2100-01-01T00:00:00Z").toEpochMilli();

    private static final List<Unit> UNITS = List.of(Unit.SECONDS, Unit.MILLIS, Unit.MICROS, Unit.NANOS, Unit.ISO8601);

    /** What fields with the time of an event are called, the likeliest first. */
    private static final List<String> NAMES = List.of(
            "__source.ts_ms",
            "ce_time",
            "event_time",
            "eventtime",
            "event_timestamp",
            "occurred_at",
            "timestamp",
            "@timestamp",
            "ts",
            "at",
            "time",
            "created_at",
            "createdat",
            "date");

    /** Those that every event has, the likeliest first. */
    static List<TimeField> of(Collection<FieldProfile> fields, long events) {
        return fields.stream()
                .filter(field -> field.isScalar() && field.events() == events)
                .flatMap(field -> of(field).stream())
                .sorted(Comparator.comparingInt(TimeField::rank))
                .toList();
    }

    private static Optional<TimeField> of(FieldProfile field) {
        for (Unit unit : UNITS) {
            for (boolean zone : new boolean[] {false, true}) {
                TimeFormat format = zone ? new TimeFormat(unit, Optional.of(ZoneOffset.UTC)) : TimeFormat.of(unit);
                if (zone && unit != Unit.ISO8601) {
                    continue;
                }
                LongSummaryStatistics times = field.scalars().stream()
                        .mapToLong(value -> time(value, format))
                        .summaryStatistics();
                if (times.getMin() >= EARLIEST && times.getMax() < LATEST) {
                    return Optional.of(new TimeField(field, unit, zone, times.getMin(), times.getMax()));
                }
            }
        }
        return Optional.empty();
    }

    private static long time(FieldValue value, TimeFormat format) {
        return EventTime.parse(value, format).orElse(-1);
    }

    private int rank() {
        String path = field.path().toLowerCase(Locale.ROOT);
        String name = path.substring(path.lastIndexOf('.') + 1);
        int known = NAMES.contains(path) ? NAMES.indexOf(path) : NAMES.indexOf(name);
        int depth = path.length() - path.replace(".", "").length();
        return (known < 0 ? NAMES.size() : known) + NAMES.size() * (known < 0 || !NAMES.contains(path) ? depth : 0);
    }

    String unitWord() {
        return unit.name().toLowerCase(Locale.ROOT);
    }
}
