// SPDX-License-Identifier: Apache-2.0
package dev.penstock.store.row;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.penstock.event.pipeline.ColumnType.Kind;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads lists of single values. */
final class ListReader {

    private static final JsonFactory JSON = new JsonFactory();

    private ListReader() {}

    /** Empty where an element is none of the type. */
    static Optional<List<?>> read(byte[] json, int from, int to, Kind kind) {
        List<Object> elements = new ArrayList<>();
        try (JsonParser parser = JSON.createParser(json, from, to - from)) {
            parser.nextToken();
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                JsonToken token = parser.currentToken();
                boolean fits = kind == Kind.TEXTS
                        ? token.isScalarValue() && token != JsonToken.VALUE_NULL
                        : kind == Kind.INTEGERS ? token == JsonToken.VALUE_NUMBER_INT : token.isNumeric();
                if (!fits) {
                    return Optional.empty();
                }
                elements.add(
                        switch (kind) {
                            case INTEGERS -> parser.getLongValue();
                            case DOUBLES -> parser.getDoubleValue();
                            default -> parser.getText();
                        });
            }
            return Optional.of(elements);
        } catch (IOException beyondItsType) {
            return Optional.empty();
        }
    }
}
