// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.runs;

import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;

import java.util.ArrayList;
import java.util.List;

/** Records of one task on their way to one topic, gathered until they leave as a run. For use by the task's thread. */
public final class OutgoingRunBuffer {

    /** About half of a batch of the producer. */
    private static final int MOST_BYTES = 64 << 10;

    private final String topic;
    private List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
    private long bytes;

    public OutgoingRunBuffer(String topic) {
        this.topic = topic;
    }

    public void add(byte[] key, byte[] value, long timestamp, Headers headers) {
        // A record copies what it is given, which takes a while even where there is nothing to copy.
        Headers copied = headers.toArray().length == 0 ? null : headers;
        records.add(new ProducerRecord<>(topic, null, timestamp, key, value, copied));
        bytes += value.length;
    }

    public boolean isEmpty() {
        return records.isEmpty();
    }

    public boolean isFull() {
        return bytes >= MOST_BYTES;
    }

    /** What has gathered, which must not be nothing. */
    public OutgoingRun take() {
        var run = new OutgoingRun(records);
        records = new ArrayList<>(records.size());
        bytes = 0;
        return run;
    }
}
