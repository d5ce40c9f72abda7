// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.deadletters.replay;

import dev.penstock.streams.client.KafkaFailure;
import dev.penstock.streams.client.KafkaSettings;
import dev.penstock.streams.deadletters.Letter;
import dev.penstock.streams.deadletters.LetterHeaders;
import dev.penstock.streams.deadletters.Origin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads the records of letters that are cut from where they came from. For use by one thread. */
final class OriginalRecords implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(500);
    private static final Set<String> OF_CUT_LETTERS = Set.of(
            LetterHeaders.VALUE_SIZE,
            LetterHeaders.KEY_SIZE,
            LetterHeaders.HEADERS_SIZE,
            LetterHeaders.KEY,
            LetterHeaders.TIMESTAMP);

    private final KafkaSettings settings;
    private Consumer<byte[], byte[]> consumer; // null while nothing is cut

    OriginalRecords(KafkaSettings settings) {
        this.settings = settings;
    }

    /**
     * The letter with all that its record had.
     *
     * @param letter that says where it came from
     * @return the letter itself if it is whole; empty if the record is no longer there
     * @throws KafkaFailure if Kafka does not answer
     */
    Optional<Letter> whole(Letter letter) {
        if (!letter.isCut()) {
            return Optional.of(letter);
        }
        try {
            return read(letter.origin().orElseThrow())
                    .filter(record ->
                            begins(record.value(), letter.record().value()) && begins(record.key(), letter.key()))
                    .map(record -> whole(letter, record));
        } catch (KafkaException e) {
            throw KafkaFailure.of(settings, e);
        }
    }

    /** A topic that was made anew has other records in the same places. */
    private static boolean begins(byte[] whole, byte[] beginning) {
        return beginning == null
                || whole != null
                        && whole.length >= beginning.length
                        && Arrays.equals(whole, 0, beginning.length, beginning, 0, beginning.length);
    }

    private Optional<ConsumerRecord<byte[], byte[]>> read(Origin origin) {
        var partition = new TopicPartition(origin.topic(), origin.partition());
        consumer().assign(List.of(partition));
        if (origin.offset() < consumer.beginningOffsets(List.of(partition)).get(partition)
                || origin.offset() >= consumer.endOffsets(List.of(partition)).get(partition)) {
            return Optional.empty();
        }
        consumer.seek(partition, origin.offset());
        long patient = System.nanoTime() + settings.patience().toNanos();
        while (consumer.position(partition) <= origin.offset()) {
            Optional<ConsumerRecord<byte[], byte[]>> found = consumer.poll(POLL).records(partition).stream()
                    .filter(record -> record.offset() == origin.offset())
                    .findFirst();
            if (found.isPresent()) {
                return found;
            }
            if (System.nanoTime() > patient) {
                throw KafkaFailure.silence(settings, "reading " + origin);
            }
        }
        return Optional.empty();
    }

    private Consumer<byte[], byte[]> consumer() {
        if (consumer == null) {
            consumer = new KafkaConsumer<>(
                    settings.client(Map.of(
                            ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false",
                            ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none",
                            ConsumerConfig.MAX_POLL_RECORDS_CONFIG, "1",
                            ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, "false")),
                    new ByteArrayDeserializer(),
                    new ByteArrayDeserializer());
        }
        return consumer;
    }

    private static Letter whole(Letter letter, ConsumerRecord<byte[], byte[]> original) {
        ConsumerRecord<byte[], byte[]> record = letter.record();
        Headers headers = new RecordHeaders(original.headers());
        Header[] all = record.headers().toArray();
        for (Header note : List.of(all).subList(letter.ownHeaders().size(), all.length)) {
            if (!OF_CUT_LETTERS.contains(note.key())) {
                headers.add(note);
            }
        }
        return new Letter(new ConsumerRecord<>(
                record.topic(),
                record.partition(),
                record.offset(),
                original.timestamp(),
                TimestampType.CREATE_TIME,
                original.serializedKeySize(),
                original.serializedValueSize(),
                original.key(),
                original.value(),
                headers,
                Optional.empty()));
    }

    @Override
    public void close() {
        if (consumer != null) {
            consumer.close();
        }
    }
}
