// SPDX-License-Identifier: Apache-2.0
package dev.penstock.event.pipeline.reader.section;

import dev.penstock.event.RegisteredSchema;
import dev.penstock.event.pipeline.DeclaredSchema;
import dev.penstock.event.pipeline.Source.Format;
import dev.penstock.event.pipeline.reader.yaml.Node;
import dev.penstock.event.pipeline.reader.yaml.ReadResult;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads which schema the records of a source have that name none: {@code orders.avsc}, {@code shop.proto#shop.Order}. */
final class SchemaReader {

    private static final Pattern FILE = Pattern.compile(".+\\.(avsc|proto|json)");
    private static final Pattern IMPORT =
            Pattern.compile("(?m)^\\s*import\\s+(?:public\\s+|weak\\s+)?[\"']([^\"']+)[\"']\\s*;");

    private SchemaReader() {}

    static ReadResult<DeclaredSchema> read(Node node, Format format) {
        if (format == Format.JSON) {
            return node.wrong("is for format avro, protobuf and json-schema; JSON has no schema");
        }
        return node.text("a file or a subject").flatMap(text -> {
            int mark = text.indexOf('#');
            String name = mark < 0 ? text : text.substring(0, mark);
            String message = mark < 0 ? "" : text.substring(mark + 1);
            if (!message.isEmpty() && format != Format.PROTOBUF) {
                return node.wrong("names a message behind '#', which is for format protobuf");
            }
            return FILE.matcher(name).matches()
                    ? inFile(node, format, name, message)
                    : node.read(new DeclaredSchema.OfSubject(name, message));
        });
    }

    private static ReadResult<DeclaredSchema> inFile(Node node, Format format, String name, String message) {
        try {
            Path file = node.sibling(name);
            String text = Files.readString(file, StandardCharsets.UTF_8);
            Map<String, RegisteredSchema> references = new LinkedHashMap<>();
            if (format == Format.PROTOBUF) {
                addImports(file, text, references);
            }
            return node.read(
                    new DeclaredSchema.InFile(new RegisteredSchema(format.schemaType(), text, references), message));
        } catch (NoSuchFileException e) {
            return node.wrong("file " + name + " can't be read: it is not there");
        } catch (IOException | InvalidPathException e) {
            return node.wrong("file " + name + " can't be read: " + e.getMessage());
        }
    }

    /** Those that stand beside the file; others may be known to everybody. */
    private static void addImports(Path file, String text, Map<String, RegisteredSchema> imports) throws IOException {
        Matcher found = IMPORT.matcher(text);
        while (found.find()) {
            Path other = file.resolveSibling(found.group(1));
            if (!imports.containsKey(found.group(1)) && Files.exists(other)) {
                String otherText = Files.readString(other, StandardCharsets.UTF_8);
                addImports(file, otherText, imports);
                imports.put(found.group(1), new RegisteredSchema(Format.PROTOBUF.schemaType(), otherText, Map.of()));
            }
        }
    }
}
