// SPDX-License-Identifier: Apache-2.0
package dev.penstock.producer;

import dev.penstock.event.config.KafkaOptions;
import org.apache.kafka.clients.producer.ProducerConfig;
import picocli.CommandLine.Option;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Where Kafka is and how to talk to it. */
final class KafkaArguments {

    private static final Path NO_FILE = Path.of("");

    @Option(
            names = "--bootstrap-server",
            paramLabel = "HOST:PORT",
            description = "Where Kafka is. Default: KAFKA_BOOTSTRAP_SERVERS, then the file, then localhost:9092")
    private String bootstrapServer = "";

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "Properties file with settings of Kafka's producer. Each can be given in the environment too,"
                    + " which goes first: KAFKA_LINGER_MS is linger.ms. Default: none")
    private Path config = NO_FILE;

    /** @throws SendException if the file can't be read */
    Map<String, String> settings(Map<String, String> environment) {
        Map<String, String> flags =
                bootstrapServer.isEmpty() ? Map.of() : Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServer);
        return KafkaOptions.merge(ProducerSettings.DEFAULTS, file(), environment, flags);
    }

    private Map<String, String> file() {
        if (config.equals(NO_FILE)) {
            return Map.of();
        }
        try {
            return KafkaOptions.parse(Files.readString(config));
        } catch (IOException e) {
            throw new SendException("--config " + config + " can't be read: " + e, e);
        } catch (IllegalArgumentException e) {
            throw new SendException("--config " + config + " is no properties file: " + Causes.line(e), e);
        }
    }
}
