// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.deadletters.replay;

import dev.penstock.streams.deadletters.Letter;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

import java.util.List;

/** Where a replay sends letters. */
interface LetterSink {

    /**
     * Sends letters back to where they came from and notes how far that is, both or neither.
     *
     * @param letters at least one; each with an origin that exists
     * @throws dev.penstock.streams.client.KafkaFailure if it was neither, or it is not known which
     */
    void send(List<Letter> letters, TopicPartition partition, OffsetAndMetadata reached);
}
