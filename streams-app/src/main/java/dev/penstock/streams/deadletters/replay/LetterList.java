// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.deadletters.replay;

import dev.penstock.streams.client.KafkaAdmin;
import dev.penstock.streams.client.KafkaFailure;
import dev.penstock.streams.client.KafkaSettings;
import dev.penstock.streams.deadletters.Letter;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Shows what is in a topic of dead letters or late events. */
public final class LetterList {

    private LetterList() {}

    /**
     * Goes through a topic from its beginning to the end that it has now, one partition after the other. Nothing is
     * changed by it.
     *
     * @return how many letters were shown, by reason
     * @throws KafkaFailure if there is no such topic, it holds records and no letters, or Kafka does not answer
     */
    public static Map<String, Long> show(
            KafkaSettings settings, String topic, LetterFilter filter, Consumer<Letter> screen) {
        int partitions;
        try (var admin = new KafkaAdmin(settings)) {
            partitions = admin.partitions(topic);
        }
        Map<String, Long> shown = new TreeMap<>();
        long left = filter.limit();
        try (var reader = new LetterReader(settings, "penstock-dlq-list", topic, partitions)) {
            LetterTopic.require(topic, reader);
            for (var partition : reader.partitions()) {
                reader.go(partition, 0);
                List<Letter> letters = left > 0 ? reader.next() : List.of();
                while (!letters.isEmpty()) {
                    for (Letter letter : letters) {
                        if (left > 0 && filter.takes(letter.reason())) {
                            screen.accept(letter);
                            shown.merge(letter.reason(), 1L, Long::sum);
                            left--;
                        }
                    }
                    letters = left > 0 ? reader.next() : List.of();
                }
            }
        }
        return shown;
    }
}
