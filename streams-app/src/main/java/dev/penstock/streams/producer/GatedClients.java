// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.producer;

import dev.penstock.engine.commit.ExactlyOnceClients;
import org.apache.kafka.clients.producer.Producer;

import java.util.Map;

/** The engine's clients, with producers that know which topics are missing. */
public class GatedClients extends ExactlyOnceClients {

    @Override
    public Producer<byte[], byte[]> getProducer(Map<String, Object> settings) {
        return new GatedProducer(settings);
    }
}
