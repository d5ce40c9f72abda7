// SPDX-License-Identifier: Apache-2.0
package dev.penstock.bench.truth;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;

/** Reads app events with Jackson's streaming parser, the way a hand-written application does. Safe for many threads. */
public final class AppEventReader {

    private final JsonFactory json = new JsonFactory();

    /** @throws UncheckedIOException if the value is not the JSON of an app event */
    public AppEvent read(byte[] value) {
        try (JsonParser parser = json.createParser(value)) {
            return read(parser);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static AppEvent read(JsonParser parser) throws IOException {
        String userId = "";
        String eventType = "";
        String itemId = "";
        var amount = BigDecimal.ZERO;
        long timestamp = -1;
        parser.nextToken();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            parser.nextToken();
            switch (name) {
                case "user_id" -> userId = parser.getText();
                case "event_type" -> eventType = parser.getText();
                case "item_id" -> itemId = parser.getText();
                case "amount" -> amount = parser.getDecimalValue();
                case "timestamp" -> timestamp = parser.getLongValue();
                default -> parser.skipChildren();
            }
        }
        return new AppEvent(userId, eventType, itemId, amount, timestamp);
    }
}
