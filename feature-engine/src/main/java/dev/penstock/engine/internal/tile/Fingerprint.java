// SPDX-License-Identifier: Apache-2.0
package dev.penstock.engine.internal.tile;

import dev.penstock.aggregate.Aggregate;
import dev.penstock.event.FieldPath;
import dev.penstock.event.FieldValue;
import dev.penstock.event.pipeline.Column;
import dev.penstock.event.pipeline.Emission;
import dev.penstock.event.pipeline.FeatureGroup;
import dev.penstock.event.pipeline.Filter;
import dev.penstock.event.pipeline.TumblingWindows;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.CRC32;

/**
 * A check sum of what the tiles of a group mean and of how their store lays them out: what the group reads, key, window,
 * retention, the aggregated columns, whether rows are final, and whether keys keep their types. The option of an aggregate, such as the q of
 * a quantile, is asked of the state and does not change what it means. It is the same for every run of every build, and for any order of the
 * conditions of a filter and of their values.
 */
final class Fingerprint {

    private Fingerprint() {}

    /** @param columns those of the group that are aggregated */
    static int of(FeatureGroup group, List<Column.Aggregated> columns) {
        String meaning = list(Stream.of(
                group.from(),
                list(group.key().stream().map(FieldPath::toString)),
                String.valueOf(group.window().length().toMillis()),
                String.valueOf(group.retention().toMillis()),
                list(columns.stream().map(Fingerprint::column))));
        if (group.emission() instanceof Emission.Final) {
            // Which tiles wait for their final row is noted as they come, so those from before would never get one.
            meaning += "final";
        }
        if (group.emission() instanceof Emission.Rolling rolling) {
            // The longest is how long the store keeps tiles, and which of them are to leave is noted as they come.
            meaning += "rolling"
                    + list(rolling.spans().stream().map(span -> span.length().toString()));
        }
        if (!group.window().equals(TumblingWindows.of(group.window().length()))) {
            meaning += group.window();
        }
        if (group.hasTypedKeys()) {
            // Under keys that are texts other events lie together.
            meaning += "typed";
        }
        var crc = new CRC32();
        crc.update(meaning.getBytes(StandardCharsets.UTF_8));
        return (int) crc.getValue();
    }

    private static String column(Column.Aggregated column) {
        Aggregate aggregate = column.aggregate();
        return list(Stream.of(
                column.name(),
                capitalised(aggregate.type().name()),
                aggregate.input().map(Object::toString).orElse(""),
                list(column.where().conditions().stream()
                        .map(Fingerprint::condition)
                        .sorted())));
    }

    private static String capitalised(String name) {
        return name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
    }

    private static String condition(Filter.Condition condition) {
        return list(Stream.of(
                condition.field().toString(),
                list(condition.anyOf().stream()
                        .map(Fingerprint::constant)
                        .distinct()
                        .sorted())));
    }

    /** A text that two values share just when they are equal: the type, and the value spelled one way. */
    private static String constant(FieldValue.Scalar value) {
        if (value instanceof FieldValue.Number number) {
            return "n" + number.value().stripTrailingZeros();
        }
        return (value instanceof FieldValue.Bool ? "b" : "t") + value.asText();
    }

    /** Each text behind its length, so that no two lists are the same text. */
    private static String list(Stream<String> texts) {
        return texts.map(text -> text.length() + ":" + text).collect(Collectors.joining());
    }
}
