// SPDX-License-Identifier: Apache-2.0
package dev.penstock.bench.contender;

import dev.penstock.streams.app.BatchSize;
import dev.penstock.streams.app.StreamsSettings;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.streams.StreamsConfig;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The settings of the Kafka Streams contenders: those of Penstock, for hand-written ones too. */
final class StreamsProperties {

    private StreamsProperties() {}

    static Map<String, String> ofPenstock(Job job, int threads) {
        Map<String, String> settings = new HashMap<>(StreamsSettings.defaults(job.applicationId()));
        settings.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, job.bootstrap());
        settings.put(StreamsConfig.STATE_DIR_CONFIG, job.stateFolder());
        settings.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, String.valueOf(job.commitMillis()));
        settings.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, String.valueOf(threads));
        // Else what crosses a repartition topic is deleted before it is measured.
        settings.put(StreamsConfig.REPARTITION_PURGE_INTERVAL_MS_CONFIG, String.valueOf(TimeUnit.HOURS.toMillis(1)));
        settings.putAll(job.settings());
        return settings;
    }

    /**
     * The same without what is Penstock's own. RocksDB stays as Kafka Streams sets it up.
     *
     * @param cacheBytes of the record cache; 0 for none
     */
    static Map<String, String> ofDsl(Job job, int threads, long cacheBytes) {
        Map<String, String> settings = ofPenstock(job, threads);
        settings.put(ProducerConfig.BATCH_SIZE_CONFIG, String.valueOf(BatchSize.MOST));
        settings.remove(StreamsSettings.ROCKSDB_MEMORY_CONFIG);
        settings.remove(StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG);
        settings.put(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, String.valueOf(cacheBytes));
        return settings;
    }
}
