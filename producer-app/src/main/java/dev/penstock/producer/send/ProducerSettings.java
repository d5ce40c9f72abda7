// SPDX-License-Identifier: Apache-2.0
package dev.penstock.producer.send;

import dev.penstock.cli.support.Causes;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The settings of the Kafka client where nobody says otherwise: lossless first, then fast. */
public final class ProducerSettings {

    /** Kafka's own names. */
    public static final Map<String, String> DEFAULTS = Map.ofEntries(
            Map.entry(CommonClientConfigs.CLIENT_ID_CONFIG, "penstock-produce"),
            Map.entry(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, "true"),
            Map.entry(ProducerConfig.ACKS_CONFIG, "all"),
            Map.entry(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4"),
            Map.entry(ProducerConfig.BATCH_SIZE_CONFIG, "262144"),
            Map.entry(ProducerConfig.LINGER_MS_CONFIG, "5"),
            // When the broker refuses the first batch of a partition as too large, it takes a second one that is under
            // way all the same, and then nothing of the first until it expires (Kafka 4.3.1).
            Map.entry(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, "1"),
            Map.entry(ProducerConfig.BUFFER_MEMORY_CONFIG, "33554432"),
            // How long a broker that went away may take to come back before the run is given up.
            Map.entry(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, "10000"),
            Map.entry(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, "30000"),
            Map.entry(ProducerConfig.MAX_BLOCK_MS_CONFIG, "30000"));

    private ProducerSettings() {}

    /**
     * Settings with which the producer waits so long for Kafka. Empty: the same settings.
     *
     * @throws SendException if one of them is no number
     */
    public static Map<String, String> waiting(Map<String, String> kafka, Optional<Duration> patience) {
        Map<String, String> all = new TreeMap<>(kafka);
        patience.ifPresent(time -> {
            long millis = time.toMillis();
            all.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, String.valueOf(millis));
            int delivery = number(kafka, ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, "120000");
            all.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, String.valueOf(Math.max(millis, delivery)));
        });
        return all;
    }

    /**
     * The longest request, in bytes: nothing longer can be sent.
     *
     * @throws SendException if the setting is no number
     */
    public static int maxRequestSize(Map<String, String> kafka) {
        return number(kafka, ProducerConfig.MAX_REQUEST_SIZE_CONFIG, "1048576");
    }

    /**
     * How long a call may wait for Kafka.
     *
     * @throws SendException if the setting is no number
     */
    static int maxBlockMillis(Map<String, String> kafka) {
        return number(kafka, ProducerConfig.MAX_BLOCK_MS_CONFIG, "60000");
    }

    private static int number(Map<String, String> kafka, String name, String kafkasDefault) {
        try {
            return (Integer) ConfigDef.parseType(name, kafka.getOrDefault(name, kafkasDefault), ConfigDef.Type.INT);
        } catch (ConfigException e) {
            throw new SendException(Causes.line(e), e);
        }
    }
}
