// SPDX-License-Identifier: Apache-2.0
package dev.penstock.producer.input;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;

import java.io.IOException;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;

/** Gathers the names of fields that events have, for hints: as paths, and not all of them if there are very many. */
public final class FieldNames {

    private static final int MOST = 1000;

    private static final JsonFactory JSON = new JsonFactory();

    private final Set<String> names = new LinkedHashSet<>();

    /** Takes a value; what is no object has no names. */
    public void add(byte[] value) {
        try (JsonParser parser = JSON.createParser(value)) {
            if (parser.nextToken() == JsonToken.START_OBJECT) {
                addObject(parser, "");
            }
        } catch (IOException noJson) {
            // What was readable of it is there.
            return;
        }
    }

    /** Fields with single values and lists, in the order in which they were seen first. */
    public Set<String> all() {
        return Collections.unmodifiableSet(names);
    }

    private void addObject(JsonParser parser, String prefix) throws IOException {
        while (parser.nextToken() == JsonToken.FIELD_NAME && names.size() < MOST) {
            String name = prefix + parser.currentName();
            if (parser.nextToken() == JsonToken.START_OBJECT) {
                addObject(parser, name + ".");
            } else {
                names.add(name);
                parser.skipChildren();
            }
        }
    }
}
