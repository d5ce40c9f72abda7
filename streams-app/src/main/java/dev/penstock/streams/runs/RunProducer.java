// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.runs;

import dev.penstock.streams.producer.GatedProducer;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Future;

/** Sends the records of an {@link OutgoingRun} one by one, and every other record as it is. */
final class RunProducer extends GatedProducer {

    RunProducer(Map<String, Object> settings) {
        super(settings);
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
