// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.client;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import dev.penstock.cli.support.KafkaArguments;
import org.slf4j.LoggerFactory;

import java.util.Map;

/** Settings of the Kafka clients of commands that ask Kafka something and end. */
public final class ClientSettings {

    private ClientSettings() {}

    /** Makes the clients quiet, too: what they repeat in warnings, such a command says in one line. */
    public static KafkaSettings of(KafkaArguments kafka) {
        if (LoggerFactory.getLogger("org.apache.kafka.clients") instanceof Logger clients) {
            clients.setLevel(Level.ERROR);
        }
        return new KafkaSettings(kafka.settings(Map.of(), System.getenv())).waiting(kafka.patience());
    }
}
