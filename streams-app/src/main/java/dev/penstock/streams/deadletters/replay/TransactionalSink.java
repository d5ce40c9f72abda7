// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.deadletters.replay;

import dev.penstock.cli.support.Causes;
import dev.penstock.streams.client.KafkaFailure;
import dev.penstock.streams.client.KafkaSettings;
import dev.penstock.streams.deadletters.Letter;
import dev.penstock.streams.deadletters.Origin;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;

/** Sends letters in Kafka's transactions, which hold the position of the replay too. For use by one thread. */
final class TransactionalSink implements LetterSink, AutoCloseable {

    private final KafkaSettings settings;
    private final Producer<byte[], byte[]> producer;
    private final ConsumerGroupMetadata group;

    /**
     * Ends what another sink of this id has begun; that one can commit nothing any more.
     *
     * @param group what positions are committed to
     */
    TransactionalSink(KafkaSettings settings, String transactionalId, ConsumerGroupMetadata group) {
        this.group = group;
        this.settings = settings;
        long patience = settings.patience().toMillis();
        Map<String, Object> config = settings.client(Map.of(
                ProducerConfig.TRANSACTIONAL_ID_CONFIG,
                transactionalId,
                ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
                "true",
                ProducerConfig.ACKS_CONFIG,
                "all",
                ProducerConfig.COMPRESSION_TYPE_CONFIG,
                "lz4",
                ProducerConfig.MAX_BLOCK_MS_CONFIG,
                String.valueOf(patience),
                ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
                String.valueOf(2 * patience),
                // How long readers of the source wait for a replay that was killed.
                ProducerConfig.TRANSACTION_TIMEOUT_CONFIG,
                String.valueOf(3 * patience),
                // The topic took each of these records before; whether it does again is its own business.
                ProducerConfig.MAX_REQUEST_SIZE_CONFIG,
                String.valueOf(64 << 20),
                ProducerConfig.BUFFER_MEMORY_CONFIG,
                String.valueOf(128 << 20)));
        try {
            producer = new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
        } catch (KafkaException e) {
            throw KafkaFailure.of(settings, e);
        }
        try {
            producer.initTransactions();
        } catch (KafkaException e) {
            close();
            throw KafkaFailure.of(settings, e);
        }
    }

    @Override
    public void send(List<Letter> letters, TopicPartition partition, OffsetAndMetadata reached) {
        var refused = new AtomicReference<KafkaFailure>();
        try {
            producer.beginTransaction();
            for (Letter letter : letters) {
                producer.send(original(letter), (metadata, failure) -> {
                    if (failure != null) {
                        refused.compareAndSet(null, refusal(letter, failure));
                    }
                });
            }
            producer.sendOffsetsToTransaction(Map.of(partition, reached), group);
            producer.commitTransaction();
        } catch (KafkaException e) {
            KafkaFailure failure = isFenced(e)
                    ? new KafkaFailure("another replay of " + partition.topic() + " has begun, so this one ends here")
                    : refused.get() == null ? KafkaFailure.of(settings, e) : refused.get();
            abort(failure);
            throw failure;
        }
    }

    /** The record as it was before it was set aside, for the partition that it came from. */
    private static ProducerRecord<byte[], byte[]> original(Letter letter) {
        Origin origin = letter.origin().orElseThrow();
        return new ProducerRecord<>(
                origin.topic(),
                origin.partition(),
                Math.max(0, letter.timestamp()),
                letter.key(),
                letter.record().value(),
                letter.headersToSend());
    }

    private static KafkaFailure refusal(Letter letter, Exception failure) {
        return new KafkaFailure(String.format(
                Locale.ROOT,
                "%s can't be sent back to %s: %s",
                letter.place(),
                letter.origin().orElseThrow(),
                Causes.line(failure)));
    }

    private static boolean isFenced(Throwable failure) {
        return failure != null
                && (failure instanceof ProducerFencedException
                        || failure instanceof InvalidProducerEpochException
                        || isFenced(failure.getCause()));
    }

    /** Else readers of the source would wait for the transaction to time out. */
    private void abort(KafkaFailure reason) {
        try {
            producer.abortTransaction();
        } catch (KafkaException alsoFailed) {
            reason.addSuppressed(alsoFailed);
        }
    }

    @Override
    public void close() {
        producer.close(Duration.ZERO);
    }
}
