// SPDX-License-Identifier: Apache-2.0
package dev.penstock.event.config;

import picocli.CommandLine.Option;

import java.nio.file.Path;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Where Kafka is and how to talk to it. */
public final class KafkaArguments {

    private static final String SERVERS = "bootstrap.servers";
    private static final String DEFAULT_SERVERS = "localhost:9092";
    private static final Path NO_FILE = Path.of("");

    @Option(
            names = "--bootstrap-server",
            paramLabel = "HOST:PORT",
            description = "Where Kafka is. Default: KAFKA_BOOTSTRAP_SERVERS, then the file, then " + DEFAULT_SERVERS)
    private String bootstrapServer = "";

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "Properties file with settings of Kafka's clients. Each can be given in the environment too,"
                    + " which goes first: KAFKA_LINGER_MS is linger.ms. Default: none")
    private Path config = NO_FILE;

    /**
     * The settings that hold, by Kafka's own names. There is always one of {@code bootstrap.servers}.
     *
     * @param defaults of the command
     * @param environment all variables of the process
     * @throws CommandException if the file can't be read
     */
    public SortedMap<String, String> settings(Map<String, String> defaults, Map<String, String> environment) {
        var all = new TreeMap<>(Map.of(SERVERS, DEFAULT_SERVERS));
        all.putAll(defaults);
        Map<String, String> flags = bootstrapServer.isEmpty() ? Map.of() : Map.of(SERVERS, bootstrapServer);
        return KafkaOptions.merge(all, file(), environment, flags);
    }

    private Map<String, String> file() {
        if (config.equals(NO_FILE)) {
            return Map.of();
        }
        try {
            return KafkaOptions.parse(TextFile.read(config, "properties file"));
        } catch (UnreadableFileException e) {
            throw new CommandException("--config " + e.getMessage(), e);
        } catch (IllegalArgumentException e) {
            throw new CommandException(config + ": is no properties file: " + Causes.line(e), e);
        }
    }
}
