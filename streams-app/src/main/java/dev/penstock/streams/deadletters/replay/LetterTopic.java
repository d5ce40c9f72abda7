// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.deadletters.replay;

import dev.penstock.event.pipeline.mistake.Quote;
import dev.penstock.streams.client.KafkaFailure;
import dev.penstock.streams.deadletters.Letter;
import dev.penstock.streams.deadletters.LetterHeaders;
import org.apache.kafka.common.TopicPartition;

import java.util.List;

/** Tells topics that hold letters from others, which somebody may name by mistake. */
final class LetterTopic {

    /** Of each partition. Records of others may lie among letters, but not that many before the first letter. */
    private static final int RECORDS_LOOKED_AT = 1_000;

    private LetterTopic() {}

    /**
     * Looks at the first records. A topic without any may become one of letters.
     *
     * @throws KafkaFailure if there are records and none of them is a letter, or Kafka does not answer
     */
    static void require(String topic, LetterReader reader) {
        boolean empty = true;
        for (TopicPartition partition : reader.partitions()) {
            reader.go(partition, 0);
            int seen = 0;
            List<Letter> records = reader.next();
            while (!records.isEmpty() && seen < RECORDS_LOOKED_AT) {
                if (records.stream().anyMatch(Letter::isLetter)) {
                    return;
                }
                empty = false;
                seen += records.size();
                records = reader.next();
            }
        }
        if (!empty) {
            throw new KafkaFailure(Quote.plain(topic)
                    + " holds no dead letters or late events: none of its first records has the header "
                    + LetterHeaders.EXCEPTION + ", which those have");
        }
    }
}
