// SPDX-License-Identifier: Apache-2.0
package dev.penstock.event.pipeline.reader.section;

import dev.penstock.event.FieldPath;
import dev.penstock.event.FieldValue;
import dev.penstock.event.pipeline.Enricher;
import dev.penstock.event.pipeline.reader.yaml.Node;

/** A field that an event of a stream has because of the stream. */
public sealed interface AddedField {

    FieldPath field();

    /** Where the file says so. */
    Node at();

    /** For a message: which part of the stream adds it. */
    String by();

    record Enriched(FieldPath field, Enricher.Output.Type type, Node at) implements AddedField {
        @Override
        public String by() {
            return "enrich." + at.name();
        }
    }

    record Scored(FieldPath field, Enricher.Output.Type type, Node at) implements AddedField {
        @Override
        public String by() {
            return "score." + at.name();
        }
    }

    record Constant(FieldPath field, FieldValue.Scalar value, Node at) implements AddedField {
        @Override
        public String by() {
            return "set";
        }
    }

    /** @param from the field of the input that it is taken from */
    record Selected(FieldPath field, FieldPath from, Node at) implements AddedField {
        @Override
        public String by() {
            return "select";
        }
    }
}
