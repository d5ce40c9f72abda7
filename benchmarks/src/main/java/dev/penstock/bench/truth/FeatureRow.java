// SPDX-License-Identifier: Apache-2.0
package dev.penstock.bench.truth;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;

import java.io.IOException;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;

/** The numbers of a feature row by name. */
public record FeatureRow(Map<String, BigDecimal> numbers) {

    private static final String WINDOW_START = "window_start";
    private static final JsonFactory JSON = new JsonFactory();

    /** @throws IOException if it is not a JSON object */
    public static FeatureRow read(byte[] value) throws IOException {
        var numbers = new HashMap<String, BigDecimal>();
        try (JsonParser parser = JSON.createParser(value)) {
            parser.nextToken();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                if (parser.nextToken().isNumeric()) {
                    numbers.put(name, parser.getDecimalValue());
                }
                parser.skipChildren();
            }
        }
        return new FeatureRow(numbers);
    }

    /**
     * In epoch milliseconds.
     *
     * @throws IllegalStateException if the row has none
     */
    public long windowStart() {
        BigDecimal start = numbers.get(WINDOW_START);
        if (start == null) {
            throw new IllegalStateException("a row has no " + WINDOW_START);
        }
        return start.longValueExact();
    }

    /**
     * How many events a row of user activity counts.
     *
     * @throws NullPointerException if it is none of user activity
     */
    public long events() {
        return numbers.get("events_1m").longValueExact();
    }

    /**
     * The start of the window alone.
     *
     * @throws IOException if the row has none
     */
    public static long windowStart(byte[] value) throws IOException {
        try (JsonParser parser = JSON.createParser(value)) {
            parser.nextToken();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                boolean wanted = parser.currentName().equals(WINDOW_START);
                parser.nextToken();
                if (wanted) {
                    return parser.getLongValue();
                }
                parser.skipChildren();
            }
        }
        throw new IOException("a row has no window_start");
    }
}
