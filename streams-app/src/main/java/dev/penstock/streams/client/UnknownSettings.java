// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.client;

import dev.penstock.event.pipeline.mistake.Suggestion;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.streams.StreamsConfig;

import java.lang.reflect.Field;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Finds settings of Kafka Streams and its clients that nobody reads: they are most likely misspelt. */
public final class UnknownSettings {

    private static final List<String> PREFIXES = List.of(
            StreamsConfig.MAIN_CONSUMER_PREFIX,
            StreamsConfig.RESTORE_CONSUMER_PREFIX,
            StreamsConfig.GLOBAL_CONSUMER_PREFIX,
            StreamsConfig.CONSUMER_PREFIX,
            StreamsConfig.PRODUCER_PREFIX,
            StreamsConfig.ADMIN_CLIENT_PREFIX,
            StreamsConfig.TOPIC_PREFIX);

    /** Behind these come names of anybody's choice, or such as Kafka keeps to itself. */
    private static final List<String> OPEN =
            List.of("metrics.context.", "client.tag.", "rack.aware.", "internal.", "__");

    private static final Set<String> KNOWN = known();

    private UnknownSettings() {}

    /**
     * A line for each.
     *
     * @param names of the settings that were given
     * @param own names that are none of Kafka's and are read all the same
     */
    public static List<String> among(Collection<String> names, Set<String> own) {
        return names.stream()
                .sorted()
                .filter(name -> !own.contains(name) && !isKnown(name))
                .map(UnknownSettings::line)
                .toList();
    }

    private static boolean isKnown(String name) {
        String bare = withoutPrefix(name);
        return KNOWN.contains(bare) || OPEN.stream().anyMatch(bare::startsWith);
    }

    private static String line(String name) {
        String hint = Suggestion.nearest(withoutPrefix(name), KNOWN)
                .map(known -> "; did you mean '" + known + "'?")
                .orElse("");
        return "neither Kafka nor Penstock has a setting '" + name + "'" + hint;
    }

    private static String withoutPrefix(String name) {
        return PREFIXES.stream()
                .filter(name::startsWith)
                .findFirst()
                .map(prefix -> name.substring(prefix.length()))
                .orElse(name);
    }

    private static Set<String> known() {
        var known = new TreeSet<>(StreamsConfig.configDef().names());
        known.addAll(ConsumerConfig.configNames());
        known.addAll(ProducerConfig.configNames());
        known.addAll(AdminClientConfig.configNames());
        Arrays.stream(TopicConfig.class.getFields())
                .filter(field -> field.getName().endsWith("_CONFIG"))
                .map(UnknownSettings::text)
                .forEach(known::add);
        return known;
    }

    private static String text(Field constant) {
        try {
            return String.valueOf(constant.get(null));
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(constant + " can't be read", e);
        }
    }
}
