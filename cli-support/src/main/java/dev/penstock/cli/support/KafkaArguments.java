// SPDX-License-Identifier: Apache-2.0
package dev.penstock.cli.support;

import dev.penstock.event.Durations;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Where Kafka is and how to talk to it. */
public final class KafkaArguments {

    private static final String SERVERS = "bootstrap.servers";
    private static final String DEFAULT_SERVERS = "localhost:9092";
    private static final String ALLOWED_URLS = "org.apache.kafka.sasl.oauthbearer.allowed.urls";
    private static final List<String> TOKEN_SERVERS =
            List.of("sasl.oauthbearer.token.endpoint.url", "sasl.oauthbearer.jwks.endpoint.url");
    private static final List<String> MECHANISMS =
            List.of("PLAIN", "SCRAM-SHA-256", "SCRAM-SHA-512", "OAUTHBEARER", "GSSAPI");
    private static final Path NO_FILE = Path.of("");
    private static final Duration LONGEST_WAIT = Duration.ofDays(1);

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

    @Option(
            names = "--wait",
            paramLabel = "DURATION",
            converter = OfDuration.class,
            description = "How long Kafka may take for an answer before this gives up, such as 2m. Default: 30s, if"
                    + " Kafka's settings don't say otherwise")
    private Duration wait = Duration.ZERO;

    static final class OfDuration implements ITypeConverter<Duration> {
        @Override
        public Duration convert(String text) {
            return Durations.read(text)
                    .filter(duration -> !duration.isZero() && duration.compareTo(LONGEST_WAIT) <= 0)
                    .orElseThrow(() -> new TypeConversionException(
                            "expected a duration such as 500ms, 30s or 5m, at most 1d, found '" + text + "'"));
        }
    }

    /** How long to wait for an answer; empty where nobody said. */
    public Optional<Duration> patience() {
        return wait.isZero() ? Optional.empty() : Optional.of(wait);
    }

    /**
     * The settings that hold, by Kafka's own names. There is always one of {@code bootstrap.servers}.
     *
     * @param defaults of the command
     * @param environment all variables of the process
     * @throws CommandException if the file can't be read, or a secret is not there that a setting names
     */
    public SortedMap<String, String> settings(Map<String, String> defaults, Map<String, String> environment) {
        var all = new TreeMap<>(Map.of(SERVERS, DEFAULT_SERVERS));
        all.putAll(defaults);
        Map<String, String> flags = bootstrapServer.isEmpty() ? Map.of() : Map.of(SERVERS, bootstrapServer);
        SortedMap<String, String> settings =
                SecretReferences.resolve(KafkaOptions.merge(all, file(), environment, flags), environment);
        requireKnownMechanism(settings);
        allowTokenServer(settings);
        return settings;
    }

    /** Kafka's clients try one that there is no code for again and again, and tell nobody. */
    private static void requireKnownMechanism(Map<String, String> settings) {
        String mechanism = settings.getOrDefault("sasl.mechanism", "GSSAPI");
        if (settings.getOrDefault("security.protocol", "")
                        .toUpperCase(Locale.ROOT)
                        .startsWith("SASL_")
                && !settings.containsKey("sasl.client.callback.handler.class")
                && !MECHANISMS.contains(mechanism)) {
            throw new CommandException("wrong setting: sasl.mechanism: found '" + mechanism + "', expected one of "
                    + String.join(", ", MECHANISMS));
        }
    }

    /**
     * Kafka's clients ask no token server that is not in this property of the JVM, which protects programs whose settings
     * come from strangers. Here they come from the user.
     */
    private static void allowTokenServer(Map<String, String> settings) {
        String urls = TOKEN_SERVERS.stream()
                .map(settings::get)
                .filter(Objects::nonNull)
                .collect(Collectors.joining(","));
        if (!urls.isEmpty() && System.getProperty(ALLOWED_URLS) == null) {
            System.setProperty(ALLOWED_URLS, urls);
        }
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
