// SPDX-License-Identifier: Apache-2.0
package dev.penstock.bench.truth;

import com.dynatrace.hash4j.hashing.Hashing;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * Somebody logged in.
 *
 * @param timestamp epoch milliseconds
 */
record Login(String userId, String appVersion, String deviceType, String ip, String locale, long timestamp) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Of all fields. */
    long hash() {
        return Hashing.xxh3_64()
                .hashCharsToLong(
                        String.join("|", userId, appVersion, deviceType, ip, locale, String.valueOf(timestamp)));
    }

    /** @throws UncheckedIOException if the value is not JSON */
    static Login read(byte[] value) {
        return of(json(value));
    }

    /** @throws UncheckedIOException if the value is not JSON */
    static JsonNode json(byte[] value) {
        try {
            return JSON.readTree(value);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Login of(JsonNode fields) {
        return new Login(
                fields.path("user_id").asText(),
                fields.path("app_version").asText(),
                fields.path("device_type").asText(),
                fields.path("ip").asText(),
                fields.path("locale").asText(),
                fields.path("timestamp").asLong() * 1000);
    }
}
