// SPDX-License-Identifier: Apache-2.0
package dev.penstock.cli.demo.state;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.penstock.cli.demo.state.DemoSnapshot.Field;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Takes a JSON object apart for people to look at: not all of it if it is large. */
final class JsonFields {

    static final int MOST_FIELDS = 64;
    static final int MOST_CHARS = 500;

    private static final JsonFactory FACTORY = new JsonFactory();

    private JsonFields() {}

    /** The fields, nested ones with dotted names; of what is no JSON object, one field without a name. */
    static List<Field> of(byte[] json) {
        return of(json, JsonFields::addObject);
    }

    /** The fields, what is nested as JSON; of what is no JSON object, one field without a name. */
    static List<Field> whole(byte[] json) {
        return of(json, (parser, prefix, fields) -> addWhole(parser, fields));
    }

    @FunctionalInterface
    private interface Reader {
        void read(JsonParser parser, String prefix, List<Field> fields) throws IOException;
    }

    private static List<Field> of(byte[] json, Reader reader) {
        List<Field> fields = new ArrayList<>();
        try (JsonParser parser = FACTORY.createParser(json)) {
            if (parser.nextToken() == JsonToken.START_OBJECT) {
                reader.read(parser, "", fields);
                return List.copyOf(fields);
            }
        } catch (IOException notJson) {
            return asText(json);
        }
        return asText(json);
    }

    private static void addObject(JsonParser parser, String prefix, List<Field> fields) throws IOException {
        while (parser.nextToken() == JsonToken.FIELD_NAME && fields.size() < MOST_FIELDS) {
            String name = shortened(prefix + parser.currentName());
            switch (parser.nextToken()) {
                case START_OBJECT -> addObject(parser, name + ".", fields);
                case START_ARRAY -> {
                    parser.skipChildren();
                    fields.add(new Field(name, "[...]"));
                }
                default -> fields.add(new Field(name, shortened(parser.getText())));
            }
        }
    }

    private static void addWhole(JsonParser parser, List<Field> fields) throws IOException {
        while (parser.nextToken() == JsonToken.FIELD_NAME && fields.size() < MOST_FIELDS) {
            String name = shortened(parser.currentName());
            if (parser.nextToken().isScalarValue()) {
                fields.add(new Field(name, shortened(parser.getText())));
                continue;
            }
            var text = new StringWriter();
            try (JsonGenerator json = FACTORY.createGenerator(text)) {
                json.copyCurrentStructure(parser);
            }
            fields.add(new Field(name, shortened(text.toString())));
        }
    }

    private static List<Field> asText(byte[] bytes) {
        return List.of(new Field("", shortened(new String(bytes, StandardCharsets.UTF_8))));
    }

    private static String shortened(String text) {
        return text.length() > MOST_CHARS ? text.substring(0, MOST_CHARS) + "..." : text;
    }
}
