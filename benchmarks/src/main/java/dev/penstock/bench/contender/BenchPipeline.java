// SPDX-License-Identifier: Apache-2.0
package dev.penstock.bench.contender;

import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

import static java.util.Objects.requireNonNull;

/** The default pipeline, cut down to some of its feature groups and streams and with topics of a contender's own. */
public final class BenchPipeline {

    private static final String FILE = "default.yaml";
    private static final String SOURCES = "sources";
    private static final String STREAMS = "streams";
    private static final String FEATURES = "features";
    private static final String FROM = "from";
    private static final String TO = "to";

    /** One is keyed by what the events are partitioned by, the other is not. */
    private static final List<String> COPIED = List.of("sales_by_item", "user_activity");

    private static final String BETWEEN = "_";
    private static final Pattern COPY = Pattern.compile(BETWEEN + "\\d+$");

    private BenchPipeline() {}

    /** The names of all feature groups. */
    static Set<String> groups() {
        return section(read(), FEATURES).keySet();
    }

    /**
     * The text of the pipeline file.
     *
     * @param engine as the file calls it
     * @param outputs feature groups and streams to keep, with the streams and sources that they need
     * @param prefix of the topics that are written, but for dead letters
     */
    public static String yaml(String engine, Set<String> outputs, String prefix) {
        Map<String, Map<String, Object>> root = read();
        var needed = new LinkedHashSet<String>(outputs);
        addCopies(section(root, FEATURES), outputs);
        section(root, FEATURES).keySet().retainAll(outputs);
        section(root, FEATURES).values().forEach(group -> needed.add((String) group.get(FROM)));
        section(root, STREAMS).keySet().retainAll(needed);
        section(root, STREAMS).values().forEach(stream -> needed.add((String) stream.get(FROM)));
        section(root, SOURCES).keySet().retainAll(needed);
        for (String part : new String[] {STREAMS, FEATURES}) {
            section(root, part).values().forEach(output -> output.compute(TO, (key, topic) -> prefix + topic));
        }
        Map<String, Object> file = new LinkedHashMap<>(root);
        file.values().removeIf(part -> ((Map<?, ?>) part).isEmpty());
        file.put("engine", engine);
        return new Dump(DumpSettings.builder().build()).dumpToString(file);
    }

    /** Names of so many groups over the app events: numbered copies of those of the file, one kind after the other. */
    static Set<String> copies(int count) {
        var names = new LinkedHashSet<String>();
        for (int number = 1; number <= count; number++) {
            names.add(COPIED.get(number % COPIED.size()) + BETWEEN + number);
        }
        return names;
    }

    /** The group of the file that a group is a copy of; itself if it is none. */
    public static String original(String group) {
        return COPY.matcher(group).replaceFirst("");
    }

    private static void addCopies(Map<String, Map<String, Object>> features, Set<String> groups) {
        for (String group : groups) {
            if (!features.containsKey(group) && features.containsKey(original(group))) {
                Map<String, Object> copy = new LinkedHashMap<>(features.get(original(group)));
                copy.compute(TO, (key, topic) -> topic + "-" + group.substring(group.lastIndexOf(BETWEEN) + 1));
                features.put(group, copy);
            }
        }
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Map<String, Object>> read() {
        try (InputStream in = requireNonNull(BenchPipeline.class.getResourceAsStream(FILE), FILE)) {
            Load load = new Load(LoadSettings.builder().build());
            return (Map<String, Map<String, Object>>) load.loadFromInputStream(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Map<String, Object>> section(Map<String, Map<String, Object>> root, String name) {
        return (Map<String, Map<String, Object>>) (Map<String, ?>) root.get(name);
    }
}
