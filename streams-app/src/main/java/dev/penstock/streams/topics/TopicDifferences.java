// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.topics;

import dev.penstock.cli.support.Counted;
import dev.penstock.streams.client.KafkaAdmin;
import dev.penstock.streams.client.KafkaFailure;
import dev.penstock.streams.topics.TopicCreator.Outcome;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

import static java.util.stream.Collectors.toMap;

/**
 * What topics that were there before have other than was asked for.
 *
 * @param settings as they were asked for
 * @param partitions whether partitions were asked for, rather than left at their default
 * @param replicationFactor the same of replicas
 */
public record TopicDifferences(TopicSettings settings, boolean partitions, boolean replicationFactor) {

    /**
     * A line for each difference.
     *
     * @param outcomes of all topics of a pipeline
     * @throws KafkaFailure if Kafka does not answer
     */
    public List<String> among(List<Outcome> outcomes, KafkaAdmin admin) {
        List<Outcome> there =
                outcomes.stream().filter(outcome -> !outcome.created()).toList();
        List<String> names =
                there.stream().map(outcome -> outcome.topic().name()).toList();
        List<String> lines = new ArrayList<>();
        if (partitions) {
            Map<String, Integer> found = outcomes.stream()
                    .collect(toMap(outcome -> outcome.topic().name(), Outcome::partitions, (one, same) -> one));
            there.forEach(outcome -> comparePartitions(outcome, found, lines));
        }
        if (replicationFactor && !names.isEmpty()) {
            admin.replicationFactors(names).forEach((topic, replicas) -> {
                if (replicas != settings.replicationFactor()) {
                    lines.add(String.format(
                            Locale.ROOT,
                            "%s has replication factor %d, asked for %d",
                            topic,
                            replicas,
                            settings.replicationFactor()));
                }
            });
        }
        if (!settings.configs().isEmpty() && !names.isEmpty()) {
            admin.topicConfigs(names).forEach((topic, configs) -> compareConfigs(topic, configs, lines));
        }
        return lines;
    }

    private void comparePartitions(Outcome outcome, Map<String, Integer> found, List<String> lines) {
        PipelineTopic topic = outcome.topic();
        boolean ownSize = topic.sizedLike().equals(topic.name());
        int expected = ownSize ? settings.partitions() : found.getOrDefault(topic.sizedLike(), settings.partitions());
        if (outcome.partitions() != expected) {
            lines.add(topic.name() + " has " + Counted.of(outcome.partitions(), "partition")
                    + (ownSize ? ", asked for " + expected : ", " + topic.sizedLike() + " has " + expected));
        }
    }

    private void compareConfigs(String topic, Map<String, String> configs, List<String> lines) {
        new TreeMap<>(settings.configs()).forEach((name, asked) -> {
            String found = configs.get(name);
            if (found == null) {
                lines.add(topic + " has no setting " + name + ", asked for " + name + "=" + asked);
            } else if (!found.equals(asked.strip())) {
                lines.add(topic + " has " + name + "=" + found + ", asked for " + asked);
            }
        });
    }
}
