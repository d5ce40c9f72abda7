// SPDX-License-Identifier: Apache-2.0
package dev.penstock.bench.contender;

import dev.penstock.streams.app.BatchSize;
import dev.penstock.streams.app.StreamsSettings;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** The settings of clients that contenders open themselves: those that Penstock's have by default. */
public final class ClientSettings {

    private ClientSettings() {}

    /** Reads what is committed, and commits nothing by itself. */
    public static Map<String, Object> ofConsumer(Job job) {
        Map<String, Object> settings = of(job, ConsumerConfig.configNames());
        settings.put(ConsumerConfig.GROUP_ID_CONFIG, job.applicationId());
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
        return settings;
    }

    public static Map<String, Object> ofProducer(Job job) {
        return of(job, ProducerConfig.configNames());
    }

    private static Map<String, Object> of(Job job, Set<String> names) {
        Map<String, Object> settings = new HashMap<>(StreamsSettings.defaults(job.applicationId()));
        settings.put(ProducerConfig.BATCH_SIZE_CONFIG, String.valueOf(BatchSize.MOST));
        settings.keySet().retainAll(names);
        settings.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, job.bootstrap());
        return settings;
    }
}
