// SPDX-License-Identifier: Apache-2.0
package dev.penstock.event.pipeline.reader.yaml;

import dev.penstock.event.pipeline.mistake.Mistakes;
import dev.penstock.event.pipeline.mistake.Quote;
import dev.penstock.event.pipeline.reader.yaml.YamlNode.Mapping;
import dev.penstock.event.pipeline.reader.yaml.YamlNode.Scalar;
import dev.penstock.event.pipeline.reader.yaml.YamlNode.Sequence;

import java.nio.file.Path;
import java.util.List;

/**
 * A part of the file: what stands there and the names on the way to it. Whoever reads it as something that it is not
 * gets a wrong part; the mistake is reported here.
 */
public record Node(YamlNode yaml, String path, Mistakes mistakes) {

    /** A name and what stands behind its colon. */
    public record Entry(Node key, Node value) {

        public String name() {
            return ((Scalar) key.yaml).text();
        }
    }

    /** The path of what is called {@code name} inside of what is called {@code path}. */
    static String child(String path, String name) {
        return path.isEmpty() ? Quote.plain(name) : path + "." + Quote.plain(name);
    }

    /** The last name of the path. */
    public String name() {
        return path.substring(path.lastIndexOf('.') + 1);
    }

    /** The same part, told under another path. */
    public Node at(String otherPath) {
        return new Node(yaml, otherPath, mistakes);
    }

    /** A file that is named from the folder of this one. */
    public Path sibling(String other) {
        return Path.of(mistakes.file()).resolveSibling(other);
    }

    public <T> ReadResult<T> read(T value) {
        return new ReadResult.Read<>(value, this);
    }

    public <T> ReadResult<T> wrong(String message) {
        mistakes.add(yaml.place(), path, message);
        return ReadResult.wrong();
    }

    /** @param expected what belongs here, such as {@code a list of two column names} */
    public <T> ReadResult<T> expected(String expected) {
        return wrong("expected " + expected + ", found " + yaml.describe());
    }

    public boolean isList() {
        return yaml instanceof Sequence;
    }

    public boolean isMapping() {
        return yaml instanceof Mapping;
    }

    /** A scalar as it is written, whatever YAML takes it for, as long as there is something. */
    ReadResult<Scalar> scalar(String expected) {
        return yaml instanceof Scalar scalar && scalar.kind() != YamlNode.Kind.NOTHING
                ? read(scalar)
                : expected(expected);
    }

    public ReadResult<String> text(String expected) {
        return scalar(expected).map(Scalar::text);
    }

    public ReadResult<List<Node>> items(String expected) {
        return yaml instanceof Sequence list
                ? read(list.items().stream()
                        .map(item -> new Node(item, path, mistakes))
                        .toList())
                : expected(expected);
    }

    public ReadResult<List<Entry>> entries(String expected) {
        return yaml instanceof Mapping mapping
                ? read(mapping.entries().stream().map(this::entry).toList())
                : expected(expected);
    }

    /** Reads a mapping of which every key has a meaning; others are reported with the nearest right one. */
    public Section section(List<String> known) {
        return Section.of(this, known);
    }

    private Entry entry(YamlNode.Entry entry) {
        String path = child(this.path, entry.key().text());
        return new Entry(new Node(entry.key(), path, mistakes), new Node(entry.value(), path, mistakes));
    }
}
