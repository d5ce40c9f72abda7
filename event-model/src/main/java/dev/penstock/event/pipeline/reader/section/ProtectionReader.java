// SPDX-License-Identifier: Apache-2.0
package dev.penstock.event.pipeline.reader.section;

import dev.penstock.event.FieldPath;
import dev.penstock.event.pipeline.Protection;
import dev.penstock.event.pipeline.mistake.Quote;
import dev.penstock.event.pipeline.reader.section.FieldUse.Need;
import dev.penstock.event.pipeline.reader.yaml.Node;
import dev.penstock.event.pipeline.reader.yaml.NodeValues;
import dev.penstock.event.pipeline.reader.yaml.ReadResult;
import dev.penstock.event.pipeline.reader.yaml.Section;
import dev.penstock.event.protect.KeysetFile;

import java.nio.file.InvalidPathException;
import java.util.List;
import java.util.function.Function;

/** Reads which fields are protected, and by which keys. The file with those is not looked at: not every command needs it. */
public final class ProtectionReader {

    public static final List<String> KEYS = List.of("fields", "keyset");

    private ProtectionReader() {}

    /** @param protectedFields those that another part of the same stream protects; gathers the new ones */
    static ReadResult<Protection> read(Node node, List<FieldUse> protectedFields) {
        List<FieldUse> others = List.copyOf(protectedFields);
        Function<Node, ReadResult<FieldPath>> reader = item -> {
            ReadResult<FieldPath> field = NodeValues.field(item).flatMap(path -> againstOthers(path, others, item));
            field.ifRead((path, at) -> protectedFields.add(new FieldUse(path, Need.ANYTHING, item)));
            return field;
        };
        Section section = node.section(KEYS);
        ReadResult<List<FieldPath>> fields = section.required(
                "fields",
                list -> list.isList()
                        ? FieldList.read(list, "protects nothing; name at least one field", "the list", reader)
                        : reader.apply(list).map(List::of));
        ReadResult<KeysetFile> keyset = section.required("keyset", ProtectionReader::keyset);
        return fields.flatMap(paths -> keyset.flatMap(file -> node.read(new Protection(paths, file))));
    }

    private static ReadResult<FieldPath> againstOthers(FieldPath path, List<FieldUse> others, Node item) {
        for (FieldUse other : others) {
            if (other.field().overlaps(path)) {
                return item.wrong("the field " + Quote.quote(path.toString()) + " can't be protected twice: "
                        + Quote.quote(other.at().path()) + " names "
                        + Quote.quote(other.field().toString()));
            }
        }
        return item.read(path);
    }

    private static ReadResult<KeysetFile> keyset(Node node) {
        return node.text("a file").flatMap(name -> {
            try {
                return node.read(new KeysetFile(name, node.sibling(name)));
            } catch (InvalidPathException e) {
                return node.wrong("file " + Quote.quote(name) + " can't be read: " + e.getMessage());
            }
        });
    }
}
