// SPDX-License-Identifier: Apache-2.0
package dev.penstock.event.avro;

import dev.penstock.event.FieldKind;
import dev.penstock.event.FieldsBuffer;
import dev.penstock.event.bytes.JsonBuffer;
import dev.penstock.event.json.FieldTree;
import dev.penstock.event.json.JsonDecoder;
import org.apache.avro.Schema;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Finds projected fields in the values of one Avro schema: what the writer's schema and the pipeline say is compiled once
 * into steps that pass what nobody reads. Safe for use by many threads.
 */
abstract class AvroFields {

    /** Passes a value of the schema and sets what is projected of it. */
    abstract void read(AvroInput in, FieldsBuffer target, JsonBuffer text);

    /**
     * Of values of a schema that stand in a projected place.
     *
     * @param slots fields with smaller indexes are read for themselves, others only lead to some
     */
    static AvroFields of(Schema schema, FieldTree node, int slots, AvroReaders readers) {
        AvroReader whole = readers.of(schema);
        if (node.children().isEmpty() && node.index() >= 0) {
            return new Leaf(whole, node.index());
        }
        boolean isRead = node.index() >= 0 && node.index() < slots;
        return switch (schema.getType()) {
            case UNION ->
                new OfUnion(schema.getTypes().stream()
                        .map(branch -> of(branch, node, slots, readers))
                        .toArray(AvroFields[]::new));
            case RECORD ->
                new Composite(isRead ? whole : null, node.index(), new OfRecord(schema, node, slots, readers));
            case MAP -> new Composite(isRead ? whole : null, node.index(), new OfMap(schema, node, slots, readers));
            default -> new Leaf(whole, node.index());
        };
    }

    /** A value that is read as a whole. */
    private static final class Leaf extends AvroFields {

        private final AvroReader reader;
        private final int index;

        Leaf(AvroReader reader, int index) {
            this.reader = reader;
            this.index = index;
        }

        @Override
        void read(AvroInput in, FieldsBuffer target, JsonBuffer text) {
            // A union holds no union (specification, "Unions").
            reader.resolve(in).set(in, target, index, text);
        }
    }

    /** A value of which fields are read, and perhaps the whole, too. */
    private static final class Composite extends AvroFields {

        private final AvroReader whole;
        private final int index;
        private final AvroFields inside;

        /** @param whole null where only what is inside is read */
        Composite(AvroReader whole, int index, AvroFields inside) {
            this.whole = whole;
            this.index = index;
            this.inside = inside;
        }

        @Override
        void read(AvroInput in, FieldsBuffer target, JsonBuffer text) {
            in.enter();
            int start = text.length();
            if (whole != null) {
                int from = in.at;
                whole.read(in, text);
                in.at = from;
            }
            if (index >= 0) {
                target.set(index, FieldKind.OBJECT, false, start, text.length());
            }
            inside.read(in, target, text);
            in.leave();
        }
    }

    private static final class OfUnion extends AvroFields {

        private final AvroFields[] branches;

        OfUnion(AvroFields[] branches) {
            this.branches = branches;
        }

        @Override
        void read(AvroInput in, FieldsBuffer target, JsonBuffer text) {
            branches[AvroReaders.branch(in, branches.length)].read(in, target, text);
        }
    }

    private static final class OfRecord extends AvroFields {

        private final AvroReader[] passed;
        private final AvroFields[] read;

        OfRecord(Schema schema, FieldTree node, int slots, AvroReaders readers) {
            List<Schema.Field> fields = schema.getFields();
            this.passed =
                    fields.stream().map(field -> readers.of(field.schema())).toArray(AvroReader[]::new);
            this.read = fields.stream()
                    .map(field -> node.children().containsKey(field.name())
                            ? of(field.schema(), node.children().get(field.name()), slots, readers)
                            : null)
                    .toArray(AvroFields[]::new);
        }

        @Override
        void read(AvroInput in, FieldsBuffer target, JsonBuffer text) {
            for (int i = 0; i < passed.length; i++) {
                if (read[i] == null) {
                    passed[i].skip(in);
                } else {
                    read[i].read(in, target, text);
                }
            }
        }
    }

    private static final class OfMap extends AvroFields {

        private final AvroReader passed;
        private final Map<String, AvroFields> read;
        private final Map<String, FieldTree> nodes;

        OfMap(Schema schema, FieldTree node, int slots, AvroReaders readers) {
            this.passed = readers.of(schema.getValueType());
            this.nodes = node.children();
            this.read = node.children().entrySet().stream()
                    .collect(Collectors.toMap(
                            Map.Entry::getKey, child -> of(schema.getValueType(), child.getValue(), slots, readers)));
        }

        @Override
        void read(AvroInput in, FieldsBuffer target, JsonBuffer text) {
            for (long count = AvroReader.OfItems.blockSize(in); count != 0; count = AvroReader.OfItems.blockSize(in)) {
                for (long i = 0; i < count; i++) {
                    readEntry(in, target, text);
                }
            }
        }

        private void readEntry(AvroInput in, FieldsBuffer target, JsonBuffer text) {
            int length = in.readLength();
            int start = in.advance(length);
            var name = new String(in.bytes, start, length, StandardCharsets.UTF_8);
            AvroFields value = read.get(name);
            if (value == null) {
                passed.skip(in);
            } else if (target.isPresent(nodes.get(name).index())) {
                passed.skip(in);
                JsonDecoder.setTwice(target, nodes.get(name));
            } else {
                value.read(in, target, text);
            }
        }
    }
}
