// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.client;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * The settings of Kafka's clients that a command was given.
 *
 * @param given by Kafka's own names; {@code bootstrap.servers} is one of them
 */
public record KafkaSettings(Map<String, String> given) {

    /** How long a command waits for an answer before it gives up. */
    public static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final String PATIENCE_MILLIS = String.valueOf(PATIENCE.toMillis());

    public KafkaSettings {
        given = Map.copyOf(given);
    }

    public String servers() {
        return given.get("bootstrap.servers");
    }

    /**
     * The settings of one client. Waiting ends with {@link #PATIENCE} whatever was given.
     *
     * @param needed what the command relies on; goes before what was given
     */
    public Map<String, Object> client(Map<String, String> needed) {
        Map<String, Object> client = new HashMap<>(given);
        client.put("default.api.timeout.ms", PATIENCE_MILLIS);
        client.put("request.timeout.ms", PATIENCE_MILLIS);
        client.putAll(needed);
        return client;
    }
}
