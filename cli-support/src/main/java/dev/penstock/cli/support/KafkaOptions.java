// SPDX-License-Identifier: Apache-2.0
package dev.penstock.cli.support;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Where the settings of Kafka's clients come from. A flag goes before the environment, that before a properties file,
 * that before a default. Pure functions: nothing here reads a file or the environment of the process.
 */
public final class KafkaOptions {

    private static final String PREFIX = "KAFKA_";

    /** What Kafka's start scripts and container images read from the environment and no client does. */
    private static final Set<String> NO_CLIENT_SETTINGS = Set.of(
            "KAFKA_CLUSTER_ID",
            "KAFKA_DEBUG",
            "KAFKA_GC_LOG_OPTS",
            "KAFKA_HEAP_OPTS",
            "KAFKA_HOME",
            "KAFKA_JMX_HOSTNAME",
            "KAFKA_JMX_OPTS",
            "KAFKA_JMX_PORT",
            "KAFKA_JVM_PERFORMANCE_OPTS",
            "KAFKA_LOG4J_LOGGERS",
            "KAFKA_LOG4J_OPTS",
            "KAFKA_LOG4J_ROOT_LOGLEVEL",
            "KAFKA_OPTS",
            "KAFKA_PORT",
            "KAFKA_TOOLS_LOG4J_LOGLEVEL",
            "KAFKA_VERSION");

    private KafkaOptions() {}

    /**
     * The settings that hold, by Kafka's own names and in their order.
     *
     * @param defaults by Kafka's own names, as {@code file} and {@code flags} are
     * @param environment all variables of the process; see {@link #ofEnvironment}
     */
    public static SortedMap<String, String> merge(
            Map<String, String> defaults,
            Map<String, String> file,
            Map<String, String> environment,
            Map<String, String> flags) {
        var merged = new TreeMap<>(defaults);
        merged.putAll(file);
        merged.putAll(ofEnvironment(environment));
        merged.putAll(flags);
        return Collections.unmodifiableSortedMap(merged);
    }

    /**
     * The settings among environment variables: {@code KAFKA_BOOTSTRAP_SERVERS} is {@code bootstrap.servers}. As in Kafka's
     * container image one underscore stands for a dot, two for an underscore and three for a dash. Variables of Kafka's
     * start scripts, such as {@code KAFKA_HEAP_OPTS}, are none, nor are empty ones.
     */
    public static Map<String, String> ofEnvironment(Map<String, String> environment) {
        var settings = new HashMap<String, String>();
        environment.forEach((name, value) -> {
            if (name.startsWith(PREFIX) && !NO_CLIENT_SETTINGS.contains(name) && !value.isBlank()) {
                settings.put(settingName(name), value.strip());
            }
        });
        return settings;
    }

    /**
     * Reads the text of a properties file.
     *
     * @throws IllegalArgumentException if an escape such as {@code \}{@code u12} is malformed
     */
    public static Map<String, String> parse(String properties) {
        var parsed = new Properties();
        try {
            parsed.load(new StringReader(properties));
        } catch (IOException e) {
            throw new UncheckedIOException("reading from memory failed", e);
        }
        var settings = new HashMap<String, String>();
        parsed.stringPropertyNames()
                .forEach(name -> settings.put(name, parsed.getProperty(name).strip()));
        return settings;
    }

    private static String settingName(String variable) {
        return variable.substring(PREFIX.length())
                .toLowerCase(Locale.ROOT)
                .replace("___", "-")
                .replace("__", "\0")
                .replace('_', '.')
                .replace('\0', '_');
    }
}
