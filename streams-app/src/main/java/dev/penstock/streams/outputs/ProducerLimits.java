// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.outputs;

import org.apache.kafka.clients.producer.ProducerConfig;

import java.util.Map;

/**
 * How large a record may be for the producer, whatever its topic takes.
 *
 * @param maxRequestBytes {@code max.request.size}
 * @param bufferBytes {@code buffer.memory}
 * @param compression {@code compression.type}
 */
public record ProducerLimits(long maxRequestBytes, long bufferBytes, String compression) {

    /** What an instance has that nobody tells otherwise. */
    public static final ProducerLimits USUAL = new ProducerLimits(3 << 20, 32 << 20, "lz4");

    /** @param settings of the producer, all of those that don't have Kafka's defaults */
    public static ProducerLimits of(Map<String, Object> settings) {
        return new ProducerLimits(
                number(settings, ProducerConfig.MAX_REQUEST_SIZE_CONFIG, 1 << 20),
                number(settings, ProducerConfig.BUFFER_MEMORY_CONFIG, 32 << 20),
                String.valueOf(settings.getOrDefault(ProducerConfig.COMPRESSION_TYPE_CONFIG, "none")));
    }

    private static long number(Map<String, Object> settings, String name, long otherwise) {
        Object value = settings.get(name);
        return value == null ? otherwise : Long.parseLong(String.valueOf(value).strip());
    }

    /** Before compression. */
    long mostBytes() {
        return Math.min(maxRequestBytes, bufferBytes);
    }

    String setting() {
        return maxRequestBytes <= bufferBytes
                ? "the producer's max.request.size of " + maxRequestBytes
                : "the producer's buffer.memory of " + bufferBytes;
    }
}
