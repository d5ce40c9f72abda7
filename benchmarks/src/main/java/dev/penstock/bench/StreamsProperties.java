// SPDX-License-Identifier: Apache-2.0
package dev.penstock.bench;

import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.streams.StreamsConfig;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The settings of the Kafka Streams contenders: the same for all, but for what they are compared by. */
final class StreamsProperties {

    private StreamsProperties() {}

    /** @param cacheBytes of the record cache; 0 for none */
    static Map<String, Object> of(Job job, int threads, long cacheBytes) {
        Map<String, Object> config = new HashMap<>();
        config.put(StreamsConfig.APPLICATION_ID_CONFIG, job.applicationId());
        config.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, job.bootstrap());
        config.put(StreamsConfig.STATE_DIR_CONFIG, job.stateFolder());
        config.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        config.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, job.commitMillis());
        config.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, threads);
        config.put(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, cacheBytes);
        // Else what crosses a repartition topic is deleted before it is measured.
        config.put(StreamsConfig.REPARTITION_PURGE_INTERVAL_MS_CONFIG, TimeUnit.HOURS.toMillis(1));
        // There is no global state; Kafka warns if this is left out.
        config.put("processing.exception.handler.global.enabled", true);
        config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        config.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
        config.put(ProducerConfig.LINGER_MS_CONFIG, "10");
        config.put(ProducerConfig.BATCH_SIZE_CONFIG, "131072");
        return config;
    }
}
