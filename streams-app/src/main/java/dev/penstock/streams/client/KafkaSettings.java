// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.client;

import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The settings of Kafka's clients that a command was given.
 *
 * @param given by Kafka's own names; {@code bootstrap.servers} is one of them
 */
public record KafkaSettings(Map<String, String> given) {

    private static final String STREAMS = "streams";
    private static final String PATIENCE = "default.api.timeout.ms";
    private static final String DEFAULT_PATIENCE = "30000";

    public KafkaSettings {
        given = Map.copyOf(given);
    }

    public String servers() {
        return given.get("bootstrap.servers");
    }

    /** How a client is to talk to the servers. */
    public String protocol() {
        return given.getOrDefault("security.protocol", "PLAINTEXT");
    }

    /** The same, but that this long is waited for an answer. Empty: just the same. */
    public KafkaSettings waiting(Optional<Duration> patience) {
        Map<String, String> all = new HashMap<>(given);
        patience.ifPresent(time -> all.put(PATIENCE, String.valueOf(time.toMillis())));
        return new KafkaSettings(all);
    }

    /**
     * How long a command waits for an answer before it gives up: {@code default.api.timeout.ms}, but 30 seconds where
     * that is not given.
     *
     * @throws KafkaFailure if it is no number
     */
    public Duration patience() {
        try {
            String millis = given.getOrDefault(PATIENCE, DEFAULT_PATIENCE);
            return Duration.ofMillis((Integer) ConfigDef.parseType(PATIENCE, millis, ConfigDef.Type.INT));
        } catch (ConfigException e) {
            throw new KafkaFailure(e.getMessage());
        }
    }

    /**
     * The settings of one client.
     *
     * @param needed what the command relies on; goes before what was given
     */
    public Map<String, Object> client(Map<String, String> needed) {
        String millis = String.valueOf(patience().toMillis());
        Map<String, Object> client = new HashMap<>(given);
        // Only Kafka Streams speaks it; a plain consumer that finds it in the same environment or file doesn't start.
        client.computeIfPresent(
                "group.protocol",
                (name, protocol) -> STREAMS.equalsIgnoreCase(String.valueOf(protocol)) ? null : protocol);
        client.put(PATIENCE, millis);
        client.putIfAbsent("request.timeout.ms", millis);
        client.putAll(needed);
        return client;
    }
}
