// SPDX-License-Identifier: Apache-2.0
package dev.penstock.event.pipeline.reader.section;

import dev.penstock.event.pipeline.ColumnType;
import dev.penstock.event.pipeline.ColumnType.Kind;
import dev.penstock.event.pipeline.Store;
import dev.penstock.event.pipeline.Store.Redis.Layout;
import dev.penstock.event.pipeline.mistake.Quote;
import dev.penstock.event.pipeline.mistake.Suggestion;
import dev.penstock.event.pipeline.reader.section.StoreDraft.TypeDraft;
import dev.penstock.event.pipeline.reader.yaml.Node;
import dev.penstock.event.pipeline.reader.yaml.NodeValues;
import dev.penstock.event.pipeline.reader.yaml.ReadResult;
import dev.penstock.event.pipeline.reader.yaml.Section;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads one store. */
public final class StoreReader {

    public static final List<String> KEYS =
            List.of("redis", "layout", "project", "ttl", "parquet", "roll", "groups", "types");
    public static final Map<String, Layout> LAYOUTS = NodeValues.words(Layout.values());

    /** The words for types, but for {@code decimal(P,S)}. */
    public static final Map<String, Kind> TYPES = types();

    private static final List<String> REDIS_ALONE = List.of("layout", "project", "ttl");
    private static final List<String> PARQUET_ALONE = List.of("roll");
    private static final Pattern PROJECT = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]*");
    private static final Pattern DATABASE = Pattern.compile("/?|/\\d{1,9}");
    private static final Pattern DECIMAL = Pattern.compile("decimal\\(\\s*(\\d{1,4})\\s*,\\s*(\\d{1,4})\\s*\\)");
    private static final String REDIS_URL = "redis://HOST:PORT/DATABASE, or rediss:// for TLS";
    private static final int MOST_PORT = 65_535;

    private StoreReader() {}

    private static Map<String, Kind> types() {
        Map<String, Kind> words = new LinkedHashMap<>();
        words.put("text", Kind.TEXT);
        words.put("integer", Kind.INTEGER);
        words.put("double", Kind.DOUBLE);
        words.put("boolean", Kind.BOOLEAN);
        words.put("timestamp", Kind.TIMESTAMP);
        words.put("list(text)", Kind.TEXTS);
        words.put("list(integer)", Kind.INTEGERS);
        words.put("list(double)", Kind.DOUBLES);
        return words;
    }

    public static StoreDraft read(Node.Entry entry) {
        NodeValues.checkName(entry);
        Section section = entry.value().section(KEYS);
        return new StoreDraft(
                entry, bare(entry.name(), section), section.has("project"), groups(section), types(section));
    }

    private static ReadResult<Store> bare(String name, Section section) {
        boolean redis = section.has("redis");
        boolean parquet = section.has("parquet");
        if (redis == parquet) {
            return section.isComplete()
                    ? section.at()
                            .wrong(
                                    redis
                                            ? "a store is either redis or parquet; make two of it"
                                            : "'redis' or 'parquet' is missing, which says where rows go")
                    : ReadResult.wrong();
        }
        (redis ? PARQUET_ALONE : REDIS_ALONE)
                .stream()
                        .filter(section::has)
                        .forEach(key -> section.values()
                                .get(key)
                                .wrong("only a store with '" + (redis ? "parquet" : "redis") + "' has " + key));
        return redis ? redis(name, section) : parquet(name, section);
    }

    private static ReadResult<Store> redis(String name, Section section) {
        ReadResult<URI> url = section.required("redis", StoreReader::url);
        ReadResult<Layout> layout = section.optional("layout", Layout.FEAST, node -> NodeValues.oneOf(node, LAYOUTS));
        ReadResult<String> project = section.optional("project", Store.Redis.DEFAULT_PROJECT, StoreReader::project);
        ReadResult<Optional<Duration>> ttl = section.optional(
                "ttl", Optional.empty(), node -> NodeValues.duration(node).map(Optional::of));
        return layout.flatMap(as -> project.flatMap(in -> ttl.flatMap(
                until -> url.map(where -> new Store.Redis(name, List.of(), Map.of(), where, as, in, until)))));
    }

    /** What is told of it never shows the URL itself: there may be a password in it. */
    private static ReadResult<URI> url(Node node) {
        return node.text(REDIS_URL).flatMap(text -> {
            try {
                var url = new URI(text);
                boolean known = "redis".equals(url.getScheme()) || "rediss".equals(url.getScheme());
                if (!known) {
                    return node.wrong("expected " + REDIS_URL + ", found another beginning"
                            + (url.getScheme() == null ? "" : ", " + Quote.quote(url.getScheme())));
                }
                if (url.getHost() == null || url.getPort() > MOST_PORT || url.getPort() == 0) {
                    return node.wrong("expected " + REDIS_URL + ", found no such host and port");
                }
                return url.getPath().isEmpty()
                                || DATABASE.matcher(url.getPath()).matches()
                        ? node.read(url)
                        : node.wrong("expected " + REDIS_URL + ", found the path " + Quote.quote(url.getPath()));
            } catch (URISyntaxException e) {
                return node.wrong("expected " + REDIS_URL + "; what stands there is no URL");
            }
        });
    }

    private static ReadResult<String> project(Node node) {
        return node.text("a name")
                .flatMap(name -> PROJECT.matcher(name).matches()
                        ? node.read(name)
                        : node.wrong(
                                "a project's name has letters, digits, '_' and '-' only and begins with a letter or"
                                        + " digit, found " + Quote.quote(name)));
    }

    private static ReadResult<Store> parquet(String name, Section section) {
        ReadResult<Path> folder = section.required("parquet", StoreReader::folder);
        ReadResult<Duration> roll = section.optional("roll", Store.Parquet.DEFAULT_ROLL, NodeValues::duration);
        return roll.flatMap(every -> folder.map(in -> new Store.Parquet(name, List.of(), Map.of(), in, every)));
    }

    private static ReadResult<Path> folder(Node node) {
        String expected = "a folder such as /data/features or file:/data/features";
        return node.text(expected).flatMap(text -> {
            try {
                return node.read(text.startsWith("file:") ? Path.of(URI.create(text)) : path(text));
            } catch (IllegalArgumentException e) {
                return node.expected(expected);
            }
        });
    }

    /** @throws InvalidPathException also if it is a URL of something else */
    private static Path path(String text) {
        if (text.isBlank() || text.contains("://")) {
            throw new InvalidPathException(text, "is no folder");
        }
        return Path.of(text);
    }

    private static List<ReadResult<String>> groups(Section section) {
        ReadResult<List<ReadResult<String>>> groups = section.optional(
                "groups",
                List.of(),
                node -> node.items("a list of feature groups")
                        .flatMap(items -> items.isEmpty()
                                ? node.wrong("an empty list is no store; leave groups out for all of them")
                                : node.read(items.stream()
                                        .map(item -> item.text("the name of a feature group"))
                                        .toList())));
        return groups.isRead() ? groups.value() : List.of();
    }

    private static List<TypeDraft> types(Section section) {
        ReadResult<List<TypeDraft>> types = section.optional(
                "types",
                List.of(),
                node -> node.entries("a mapping of fields to types, such as {spent: \"decimal(18,2)\"}")
                        .map(entries -> entries.stream()
                                .map(entry -> new TypeDraft(entry, type(entry.value())))
                                .toList()));
        return types.isRead() ? types.value() : List.of();
    }

    private static ReadResult<ColumnType> type(Node node) {
        String expected = "one of " + Quote.names(TYPES.keySet()) + ", decimal(PRECISION,SCALE)";
        return node.text(expected).flatMap(text -> {
            Matcher decimal = DECIMAL.matcher(text);
            if (decimal.matches()) {
                return decimal(node, Integer.parseInt(decimal.group(1)), Integer.parseInt(decimal.group(2)));
            }
            return TYPES.containsKey(text)
                    ? node.read(ColumnType.of(TYPES.get(text)))
                    : node.wrong("expected " + expected + ", found " + Quote.quote(text)
                            + Suggestion.hint(text, TYPES.keySet()));
        });
    }

    private static ReadResult<ColumnType> decimal(Node node, int precision, int scale) {
        return precision < 1 || precision > ColumnType.MOST_DIGITS || scale > precision
                ? node.wrong("a decimal has from 1 to " + ColumnType.MOST_DIGITS
                        + " digits, of which no more stand behind the point, found " + precision + " and " + scale)
                : node.read(ColumnType.decimal(precision, scale));
    }
}
