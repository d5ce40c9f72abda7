// SPDX-License-Identifier: Apache-2.0
package dev.penstock.bench;

import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

import static java.util.Objects.requireNonNull;

/** The default pipeline, cut down to some of its feature groups and streams and with topics of a contender's own. */
final class BenchPipeline {

    private static final String FILE = "default.yaml";
    private static final String SOURCES = "sources";
    private static final String STREAMS = "streams";
    private static final String FEATURES = "features";
    private static final String FROM = "from";
    private static final String TO = "to";

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
    static String yaml(String engine, Set<String> outputs, String prefix) {
        Map<String, Map<String, Object>> root = read();
        var needed = new LinkedHashSet<String>(outputs);
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
