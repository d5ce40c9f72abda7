// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.topology;

import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Future;

/**
 * Sends the records of an {@link OutgoingRun} one by one, and every other record as it is.
 *
 * <p>Has no transaction after one that was aborted. The tasks of a stream thread share a producer, and whichever is closed
 * because of a failure aborts the transaction of all. Kafka Streams (4.3.1, {@code TaskManager.handleCorruption}) commits
 * the others before; but while the group is being rebalanced it leaves that out, and lets them go on: what they had sent
 * would be missing for good. With this they are closed as well, as if the producer were fenced, get a new producer, and
 * read again what was not committed.
 */
final class RunProducer extends KafkaProducer<byte[], byte[]> {

    private boolean hasAborted;

    RunProducer(Map<String, Object> settings) {
        super(settings, new ByteArraySerializer(), new ByteArraySerializer());
    }

    @Override
    public void abortTransaction() {
        hasAborted = true;
        super.abortTransaction();
    }

    /** @throws ProducerFencedException after a transaction was aborted */
    @Override
    public void beginTransaction() {
        if (hasAborted) {
            throw new ProducerFencedException("a transaction was aborted, and some of it may be of tasks that go on");
        }
        super.beginTransaction();
    }

    /** @param callback is told of every record of a run that fails, and once that the last of them is stored */
    @Override
    public Future<RecordMetadata> send(ProducerRecord<byte[], byte[]> record, Callback callback) {
        Optional<OutgoingRun> run = OutgoingRun.in(record.headers());
        return run.isPresent() ? sendAll(run.get().records(), callback) : super.send(record, callback);
    }

    private Future<RecordMetadata> sendAll(List<ProducerRecord<byte[], byte[]>> records, Callback callback) {
        Callback onFailure = (metadata, failure) -> {
            if (failure != null) {
                callback.onCompletion(metadata, failure);
            }
        };
        int last = records.size() - 1;
        try {
            for (int i = 0; i < last; i++) {
                super.send(records.get(i), onFailure);
            }
            return super.send(records.get(last), callback);
        } catch (KafkaException e) {
            throw e;
        } catch (RuntimeException e) {
            // Of Kafka's own kind: a handler of processing exceptions must not take it for the fault of one event and
            // go on, which would lose all others.
            throw new KafkaException("a run of " + records.size() + " records was not sent", e);
        }
    }
}
