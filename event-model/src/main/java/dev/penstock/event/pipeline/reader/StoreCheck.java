// SPDX-License-Identifier: Apache-2.0
package dev.penstock.event.pipeline.reader;

import dev.penstock.aggregate.AggregateType.Value;
import dev.penstock.event.pipeline.Column;
import dev.penstock.event.pipeline.ColumnType.Kind;
import dev.penstock.event.pipeline.Store;
import dev.penstock.event.pipeline.Store.Redis.Layout;
import dev.penstock.event.pipeline.mistake.Quote;
import dev.penstock.event.pipeline.mistake.Suggestion;
import dev.penstock.event.pipeline.reader.section.GroupDraft;
import dev.penstock.event.pipeline.reader.section.StoreDraft;
import dev.penstock.event.pipeline.reader.section.StoreDraft.TypeDraft;
import dev.penstock.event.pipeline.reader.yaml.Node;

import java.nio.file.Path;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Checks that stores take groups that are there, and that what is said of their fields can be. */
final class StoreCheck {

    private static final Set<Kind> OF_KEYS = EnumSet.of(Kind.TEXT, Kind.INTEGER, Kind.BOOLEAN);
    private static final Set<Kind> OF_NUMBERS =
            EnumSet.of(Kind.TEXT, Kind.INTEGER, Kind.DOUBLE, Kind.DECIMAL, Kind.TIMESTAMP);
    private static final Set<Kind> OF_COUNTS = EnumSet.of(Kind.TEXT);
    private static final Set<Kind> OF_LISTS = EnumSet.of(Kind.TEXTS, Kind.INTEGERS, Kind.DOUBLES);
    private static final Set<Kind> OF_ANY = EnumSet.complementOf(EnumSet.copyOf(OF_LISTS));

    private final PipelineDraft draft;
    private final Map<String, GroupDraft> groups = new LinkedHashMap<>();

    private StoreCheck(PipelineDraft draft) {
        this.draft = draft;
        draft.knownGroups().forEach(group -> groups.put(group.name(), group));
    }

    static void check(PipelineDraft draft) {
        var check = new StoreCheck(draft);
        draft.knownStores().forEach(check::store);
        check.folders();
    }

    private void store(StoreDraft store) {
        if (groups.isEmpty() && draft.features().isRead()) {
            store.entry().key().wrong("a store takes the rows of feature groups, and the pipeline has none");
            return;
        }
        Set<String> named = new HashSet<>();
        store.groups()
                .forEach(group -> group.ifRead((name, at) -> {
                    if (named.add(name)) {
                        group(name, at);
                    } else {
                        at.wrong("groups names " + Quote.quote(name) + " twice");
                    }
                }));
        List<GroupDraft> taken = store.groupsOf(List.copyOf(groups.keySet())).stream()
                .filter(groups::containsKey)
                .map(groups::get)
                .toList();
        store.types().forEach(type -> type(type, store, taken));
        store.bare().ifRead((kind, at) -> {
            if (kind instanceof Store.Parquet) {
                taken.forEach(group -> addedFields(group, store));
            }
        });
    }

    private void group(String name, Node at) {
        if (draft.knownStreams().stream().anyMatch(stream -> stream.name().equals(name))) {
            at.wrong(Quote.quote(name) + " is a stream; a store takes the rows of feature groups");
        } else if (!groups.containsKey(name) && draft.features().isRead()) {
            at.wrong("groups names " + Quote.quote(name) + ", which is no feature group"
                    + Suggestion.hintOrAll(name, groups.keySet()));
        }
    }

    private static void type(TypeDraft type, StoreDraft store, List<GroupDraft> taken) {
        boolean texts = store.bare().isRead()
                && store.bare().value() instanceof Store.Redis redis
                && redis.layout() == Layout.HASH;
        if (texts) {
            type.entry().key().wrong("with layout: hash all values are texts, so none has another type");
            return;
        }
        boolean found = false;
        for (GroupDraft group : taken) {
            for (Map.Entry<String, Set<Kind>> field : fields(group).entrySet()) {
                if (type.isOf(group.name(), field.getKey())) {
                    found = true;
                    type.type().ifRead((is, at) -> {
                        if (!field.getValue().contains(is.kind())) {
                            at.wrong(Quote.quote(field.getKey()) + " of group " + Quote.quote(group.name())
                                    + " can't be of this type");
                        }
                    });
                }
            }
        }
        boolean all = taken.stream()
                .allMatch(group -> group.key().isRead() && group.columns().isRead());
        if (!found && all && !taken.isEmpty()) {
            type.entry()
                    .key()
                    .wrong("no group of this store has a key field or column "
                            + Quote.quote(type.entry().name())
                            + Suggestion.hintOrAll(
                                    type.entry().name(),
                                    taken.stream()
                                            .flatMap(group -> fields(group).keySet().stream())
                                            .distinct()
                                            .toList()));
        }
    }

    /** Of each field of a group what it can be. */
    private static Map<String, Set<Kind>> fields(GroupDraft group) {
        Map<String, Set<Kind>> fields = new LinkedHashMap<>();
        group.key().ifRead((key, at) -> key.forEach(field -> fields.put(field.toString(), OF_KEYS)));
        group.columns().ifRead((columns, at) -> columns.forEach(column -> fields.put(column.name(), kinds(column))));
        return fields;
    }

    private static Set<Kind> kinds(Column column) {
        Value value = column instanceof Column.Aggregated aggregated
                ? aggregated.aggregate().type().value()
                : Value.NUMBER_OR_NULL;
        return switch (value) {
            case INTEGER, NUMBER, NUMBER_OR_NULL -> OF_NUMBERS;
            case ANY_OR_NULL -> OF_ANY;
            case LIST -> OF_LISTS;
            case COUNTS -> OF_COUNTS;
        };
    }

    private static void addedFields(GroupDraft group, StoreDraft store) {
        fields(group).keySet().stream()
                .filter(field -> Store.Parquet.ADDED_FIELDS.contains(field) || Store.Parquet.DATE_FOLDER.equals(field))
                .forEach(field -> store.entry()
                        .key()
                        .wrong("its files have a column " + Quote.quote(field) + " of their own, and so has group "
                                + Quote.quote(group.name()) + "; name that differently"));
    }

    private void folders() {
        Map<Path, String> taken = new HashMap<>();
        draft.knownStores()
                .forEach(store -> store.bare().ifRead((bare, at) -> {
                    if (bare instanceof Store.Parquet parquet) {
                        String other = taken.putIfAbsent(
                                parquet.folder().toAbsolutePath().normalize(), store.name());
                        if (other != null) {
                            at.wrong("store " + Quote.quote(other) + " has this folder already");
                        }
                    }
                }));
    }
}
