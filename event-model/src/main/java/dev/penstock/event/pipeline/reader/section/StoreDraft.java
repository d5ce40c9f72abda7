// SPDX-License-Identifier: Apache-2.0
package dev.penstock.event.pipeline.reader.section;

import dev.penstock.event.pipeline.ColumnType;
import dev.penstock.event.pipeline.FeatureGroup;
import dev.penstock.event.pipeline.Store;
import dev.penstock.event.pipeline.reader.yaml.Node;
import dev.penstock.event.pipeline.reader.yaml.ReadResult;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A store as far as it could be read.
 *
 * @param bare the store without its groups and types
 * @param hasProject whether the file names the project
 * @param groups empty: all that there are
 */
public record StoreDraft(
        Node.Entry entry,
        ReadResult<Store> bare,
        boolean hasProject,
        List<ReadResult<String>> groups,
        List<TypeDraft> types) {

    /**
     * What was said of a key field or column.
     *
     * @param entry {@code FIELD} or {@code GROUP.FIELD}
     */
    public record TypeDraft(Node.Entry entry, ReadResult<ColumnType> type) {

        /** Whether this is said of the field of a group. */
        public boolean isOf(String group, String field) {
            return entry.name().equals(field) || entry.name().equals(group + "." + field);
        }
    }

    public String name() {
        return entry.name();
    }

    /** The names of its groups that could be read. */
    public List<String> groupsOf(List<String> all) {
        return groups.isEmpty()
                ? all
                : groups.stream()
                        .filter(ReadResult::isRead)
                        .map(ReadResult::value)
                        .toList();
    }

    /**
     * The store.
     *
     * @param all the groups of the pipeline
     * @throws IllegalStateException if a part is wrong
     */
    public Store store(String pipeline, List<FeatureGroup> all) {
        List<String> names = groupsOf(all.stream().map(FeatureGroup::name).toList());
        Map<String, ColumnType> known = new LinkedHashMap<>();
        all.stream()
                .filter(group -> names.contains(group.name()))
                .forEach(group -> fields(group)
                        .forEach(field -> types.stream()
                                .filter(type -> type.isOf(group.name(), field))
                                .forEach(type -> known.put(
                                        group.name() + "." + field, type.type().value()))));
        if (bare.value() instanceof Store.Redis redis) {
            return new Store.Redis(
                    name(),
                    names,
                    known,
                    redis.url(),
                    redis.layout(),
                    hasProject || pipeline.isEmpty() ? redis.project() : pipeline.replaceAll("[^A-Za-z0-9-]", "_"),
                    redis.ttl());
        }
        var parquet = (Store.Parquet) bare.value();
        return new Store.Parquet(name(), names, known, parquet.folder(), parquet.roll());
    }

    private static Stream<String> fields(FeatureGroup group) {
        return Stream.concat(
                group.key().stream().map(Object::toString),
                group.columns().stream().map(column -> column.name()));
    }
}
