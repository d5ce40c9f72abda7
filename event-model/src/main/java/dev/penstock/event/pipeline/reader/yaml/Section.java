// SPDX-License-Identifier: Apache-2.0
package dev.penstock.event.pipeline.reader.yaml;

import dev.penstock.event.pipeline.mistake.Quote;
import dev.penstock.event.pipeline.mistake.Suggestion;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** A mapping of which every key has a meaning. */
public final class Section {

    private final Node at;
    private final Map<String, Node> values = new LinkedHashMap<>();
    private final Set<String> misspelled = new HashSet<>();
    private final boolean readable;

    private Section(Node at, boolean readable) {
        this.at = at;
        this.readable = readable;
    }

    static Section of(Node at, List<String> known) {
        ReadResult<List<Node.Entry>> entries = at.entries("a mapping with " + Quote.names(known));
        var section = new Section(at, entries.isRead());
        entries.ifRead((found, same) -> found.forEach(entry -> section.take(entry, known)));
        return section;
    }

    public Node at() {
        return at;
    }

    /** Whether every key is one of the known. */
    public boolean isComplete() {
        return readable && misspelled.isEmpty();
    }

    /** The known keys that are there, in the order of the file. */
    public Map<String, Node> values() {
        return values;
    }

    public boolean has(String key) {
        return values.containsKey(key);
    }

    /** What stands behind a key that has to be there. */
    public <T> ReadResult<T> required(String key, Function<Node, ReadResult<T>> reader) {
        if (has(key)) {
            return reader.apply(values.get(key));
        }
        return mayLack(key) ? at.wrong("'" + key + "' is missing") : ReadResult.wrong();
    }

    /** What stands behind a key that can be left out. */
    public <T> ReadResult<T> optional(String key, T otherwise, Function<Node, ReadResult<T>> reader) {
        if (has(key)) {
            return reader.apply(values.get(key));
        }
        return mayLack(key) ? at.read(otherwise) : ReadResult.wrong();
    }

    /** A key isn't missing when another one was most likely meant to be it. */
    private boolean mayLack(String key) {
        return readable && !misspelled.contains(key);
    }

    private void take(Node.Entry entry, List<String> known) {
        String name = entry.name();
        if (known.contains(name)) {
            values.put(name, entry.value());
            return;
        }
        Suggestion.nearest(name, known).ifPresentOrElse(misspelled::add, () -> misspelled.add(name));
        // The path ends before the key: what is wrong is the mapping that has it.
        new Node(entry.key().yaml(), at.path(), at.mistakes())
                .wrong("unknown key " + Quote.quote(name) + Suggestion.hintOrAll(name, known));
    }
}
