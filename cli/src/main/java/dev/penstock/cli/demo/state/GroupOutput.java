// SPDX-License-Identifier: Apache-2.0
package dev.penstock.cli.demo.state;

import dev.penstock.cli.demo.state.DemoSnapshot.Field;
import dev.penstock.event.FieldPath;
import dev.penstock.event.pipeline.FeatureGroup;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import static java.util.Collections.reverse;
import static java.util.stream.Collectors.joining;

/** The newest rows of a group, of whatever key; of each key and window, the last one. */
final class GroupOutput implements Outputs.Output {

    static final int MOST_ROWS = 10;

    private final FeatureGroup group;

    /** The one that changed last comes last. */
    private final Map<Place, FeatureRow> rows = new LinkedHashMap<>();

    private record Place(String key, long windowStart) {}

    GroupOutput(FeatureGroup group) {
        this.group = group;
    }

    @Override
    public String name() {
        return group.name();
    }

    @Override
    public void add(byte[] key, byte[] value, long nanos) {
        FeatureRow.read(group, key, value).ifPresent(row -> {
            var place = new Place(row.key(), row.windowStart());
            rows.remove(place);
            rows.put(place, row);
            if (rows.size() > MOST_ROWS) {
                rows.remove(rows.keySet().iterator().next());
            }
        });
    }

    /** Newest first. */
    List<List<Field>> newest() {
        List<List<Field>> newest = new ArrayList<>();
        rows.values().forEach(row -> newest.add(fields(row)));
        reverse(newest);
        return newest;
    }

    private List<Field> fields(FeatureRow row) {
        List<Field> fields = new ArrayList<>();
        String keyName = group.key().stream().map(FieldPath::toString).collect(joining("|"));
        fields.add(new Field(keyName, row.key()));
        fields.add(new Field("window", row.window()));
        fields.addAll(row.columns());
        return fields;
    }
}
