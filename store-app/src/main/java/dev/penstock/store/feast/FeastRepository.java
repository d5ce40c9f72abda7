// SPDX-License-Identifier: Apache-2.0
package dev.penstock.store.feast;

import dev.penstock.event.pipeline.ColumnType;
import dev.penstock.event.pipeline.FeatureGroup;
import dev.penstock.event.pipeline.Pipeline;
import dev.penstock.event.pipeline.Store;
import dev.penstock.store.row.RowField;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The files of a repository of Feast, by which it finds the rows of an online store. A feature group is a feature view, each of
 * its key fields an entity, and all views together are a feature service.
 */
public final class FeastRepository {

    /** The first line of each file, by which one is known that may be written anew. */
    public static final String MARK =
            "# Written by ./penstock store feast; what is changed here is lost when it runs again.";

    private final Store.Redis store;
    private final URI url;
    private final List<View> views;
    private final Map<String, String> variables = new HashMap<>();

    /**
     * @param store with layout feast
     * @param url where it is
     */
    public FeastRepository(Pipeline pipeline, Store.Redis store, URI url) {
        this.store = store;
        this.url = url;
        this.views = store.groups().stream()
                .map(pipeline::group)
                .map(group -> new View(group, RowField.of(group, store), files(pipeline, group)))
                .toList();
    }

    /** @param files of an offline store; empty if no store has any */
    private record View(FeatureGroup group, List<RowField> fields, Optional<Path> files) {}

    private static Optional<Path> files(Pipeline pipeline, FeatureGroup group) {
        return pipeline.stores().stream()
                .filter(Store.Parquet.class::isInstance)
                .map(Store.Parquet.class::cast)
                .filter(each -> each.groups().contains(group.name()))
                .findFirst()
                .map(each -> each.folder().toAbsolutePath().normalize().resolve(group.name()));
    }

    /** The text of each file, by its name. */
    public Map<String, String> files() {
        return Map.of("feature_store.yaml", settings(), "features.py", definitions());
    }

    private String settings() {
        return MARK + "\n"
                + "project: " + store.project() + "\n"
                + "provider: local\n"
                + "registry: registry.db\n"
                + "online_store:\n"
                + "  type: redis\n"
                + "  connection_string: " + quote(connection()) + "\n"
                + "entity_key_serialization_version: 3\n";
    }

    /** The password is looked for in the environment, and not written down. */
    private String connection() {
        var text = new StringBuilder(url.getHost())
                .append(':')
                .append(url.getPort() < 0 ? Store.Redis.DEFAULT_PORT : url.getPort());
        String path = url.getPath() == null ? "" : url.getPath().replace("/", "");
        if (!path.isEmpty()) {
            text.append(",db=").append(path);
        }
        if (url.getUserInfo() != null) {
            String user = url.getUserInfo().split(":", 2)[0];
            text.append(user.isEmpty() ? "" : ",username=" + user).append(",password=${REDIS_PASSWORD}");
        }
        return text.append(url.getScheme().equals("rediss") ? ",ssl=True" : "").toString();
    }

    private String definitions() {
        var text = new StringBuilder(MARK)
                .append("\nfrom datetime import timedelta\n\n")
                .append("from feast import Entity, FeatureService, FeatureView, Field, FileSource, ValueType\n")
                .append("from feast.types import Array, Bool, Decimal, Float64, Int64, String, UnixTimestamp\n");
        keys().forEach(key -> text.append(String.format(
                Locale.ROOT,
                "%n%s = Entity(name=%s, join_keys=[%s], value_type=ValueType.%s)%n",
                variable("entity", entity(key)),
                quote(entity(key)),
                quote(key.name()),
                key.type().kind() == ColumnType.Kind.INTEGER ? "INT64" : "STRING")));
        views.forEach(view -> text.append(view(view)));
        text.append(String.format(
                Locale.ROOT,
                "%nservice = FeatureService(name=%s, features=[%s])%n",
                quote(store.project()),
                views.stream().map(view -> variable("view", view.group.name())).collect(Collectors.joining(", "))));
        return text.toString().replace(System.lineSeparator(), "\n");
    }

    /** Of all views. */
    private Set<RowField> keys() {
        Set<RowField> keys = new LinkedHashSet<>();
        views.forEach(view -> keys.addAll(keys(view)));
        return keys;
    }

    private static List<RowField> keys(View view) {
        return view.fields.stream().filter(RowField::isKey).toList();
    }

    /** Called like the key field, unless that is an integer in one view and a text in another. */
    private String entity(RowField key) {
        boolean clear =
                keys().stream().filter(each -> each.name().equals(key.name())).count() == 1;
        return clear ? key.name() : key.name() + "_" + key.type().kind().name().toLowerCase(Locale.ROOT);
    }

    /** Feast looks for what stands in variables of its own. */
    private String variable(String kind, String name) {
        String variable = kind + "_" + name.replaceAll("[^A-Za-z0-9]", "_");
        return variables.computeIfAbsent(
                kind + " " + name,
                any -> variables.containsValue(variable) ? variable + "_" + variables.size() : variable);
    }

    private String view(View view) {
        List<String> schema = new ArrayList<>();
        view.fields.forEach(field ->
                schema.add("        Field(name=" + quote(field.name()) + ", dtype=" + type(field.type()) + "),\n"));
        return String.format(
                Locale.ROOT,
                """

                %6$s = FeatureView(
                    name=%1$s,
                    entities=[%2$s],
                    ttl=timedelta(seconds=%3$d),
                    schema=[
                %4$s    ],
                    source=FileSource(name=%1$s, path=%5$s, timestamp_field="window_end", created_timestamp_column="row_time"),
                )
                """,
                quote(view.group.name()),
                keys(view).stream().map(key -> variable("entity", entity(key))).collect(Collectors.joining(", ")),
                store.ttl().map(Duration::toSeconds).orElse(0L),
                String.join("", schema),
                quote(view.files.map(Path::toString).orElse("none.parquet")),
                variable("view", view.group.name()));
    }

    private static String type(ColumnType type) {
        return switch (type.kind()) {
            case TEXT -> "String";
            case INTEGER -> "Int64";
            case DOUBLE -> "Float64";
            case BOOLEAN -> "Bool";
            case TIMESTAMP -> "UnixTimestamp";
            case DECIMAL -> "Decimal";
            case TEXTS -> "Array(String)";
            case INTEGERS -> "Array(Int64)";
            case DOUBLES -> "Array(Float64)";
        };
    }

    /** As Python and YAML both read it. */
    private static String quote(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
