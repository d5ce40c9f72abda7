// SPDX-License-Identifier: Apache-2.0
package dev.penstock.event.pipeline.reader.yaml;

import dev.penstock.event.pipeline.mistake.Place;
import dev.penstock.event.pipeline.mistake.Quote;

import java.util.List;

/** YAML as it was written, with places. Anchors and aliases are resolved. */
public sealed interface YamlNode {

    Place place();

    /** For a message: what stands here. */
    String describe();

    /** What the YAML 1.2 core schema takes a scalar for. */
    enum Kind {
        TEXT,
        NUMBER,
        BOOLEAN,
        NOTHING
    }

    /** @param text as it was written, without quotation marks */
    record Scalar(Place place, String text, Kind kind) implements YamlNode {
        @Override
        public String describe() {
            return kind == Kind.NOTHING ? "nothing" : Quote.quote(text);
        }
    }

    record Sequence(Place place, List<YamlNode> items) implements YamlNode {
        @Override
        public String describe() {
            return "a list";
        }
    }

    /** @param entries in the order of the file; no two have the same key */
    record Mapping(Place place, List<Entry> entries) implements YamlNode {
        @Override
        public String describe() {
            return "a mapping";
        }
    }

    record Entry(Scalar key, YamlNode value) {}
}
