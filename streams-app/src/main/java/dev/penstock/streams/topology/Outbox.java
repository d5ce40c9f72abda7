// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.topology;

import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.streams.processor.api.FixedKeyRecord;

import java.util.ArrayList;
import java.util.List;

/** Records of one task on their way to one topic, gathered until they leave as a run. For use by the task's thread. */
final class Outbox {

    /** About half of a batch of the producer. */
    private static final int MOST_BYTES = 64 << 10;

    private final String topic;
    private List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
    private long bytes;

    Outbox(String topic) {
        this.topic = topic;
    }

    void add(FixedKeyRecord<byte[], EventRecord> record) {
        byte[] json = record.value().fields().json();
        records.add(new ProducerRecord<>(topic, null, record.timestamp(), record.key(), json, record.headers()));
        bytes += json.length;
    }

    boolean isEmpty() {
        return records.isEmpty();
    }

    boolean isFull() {
        return bytes >= MOST_BYTES;
    }

    /** What has gathered, which must not be nothing. */
    OutgoingRun take() {
        var run = new OutgoingRun(records);
        records = new ArrayList<>(records.size());
        bytes = 0;
        return run;
    }
}
