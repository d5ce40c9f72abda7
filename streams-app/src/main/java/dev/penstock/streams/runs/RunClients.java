// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.runs;

import dev.penstock.streams.producer.GatedClients;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.streams.StreamsConfig;

import java.util.Map;

/**
 * {@link GatedClients} with a producer that also takes the events of streams in runs, so that Kafka Streams does once
 * per run what it does for every record that it sends. Where this is not the setting {@value
 * StreamsConfig#DEFAULT_CLIENT_SUPPLIER_CONFIG}, each record is sent by itself.
 */
public final class RunClients extends GatedClients {

    /** @param settings of the application */
    public static boolean areIn(Map<String, Object> settings) {
        return settings.get(StreamsConfig.DEFAULT_CLIENT_SUPPLIER_CONFIG) == RunClients.class;
    }

    @Override
    public Producer<byte[], byte[]> getProducer(Map<String, Object> settings) {
        return new RunProducer(settings);
    }
}
