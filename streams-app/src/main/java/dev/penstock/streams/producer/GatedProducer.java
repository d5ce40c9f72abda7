// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.producer;

import dev.penstock.engine.commit.AbortFencedProducer;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.streams.errors.TaskMigratedException;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A producer that sends nothing to a topic that is missing, see {@link TopicGate}, and tells when its transactions end. Used
 * by one thread at a time, as transactions are.
 */
public class GatedProducer extends AbortFencedProducer {

    private final TopicGate gate;
    private final boolean transactional;

    /** Calls that may wait for a topic: odd within one. Without a fence for each record, as nobody hurries to read it. */
    private final AtomicLong calls = new AtomicLong();

    private long callsBefore; // for the thread that looks
    private volatile boolean givenUp;

    public GatedProducer(Map<String, Object> settings) {
        super(settings);
        transactional = settings.containsKey(ProducerConfig.TRANSACTIONAL_ID_CONFIG);
        gate = (TopicGate) settings.get(TopicGate.CONFIG);
        gate.add(this);
    }

    /** Whether it is in the same call as the last time that this was asked. */
    boolean isStuck() {
        long now = calls.get();
        boolean stuck = now == callsBefore && now % 2 == 1;
        callsBefore = now;
        return stuck;
    }

    /** Ends that call, and all that come after it. */
    void giveUp() {
        givenUp = true;
        super.close(Duration.ZERO);
    }

    @Override
    public void initTransactions() {
        super.initTransactions();
        gate.counts().begin();
    }

    @Override
    public Future<RecordMetadata> send(ProducerRecord<byte[], byte[]> record, Callback callback) {
        if (gate.isMissing(record.topic())) {
            throw refusal();
        }
        step();
        try {
            return super.send(record, callback);
        } catch (RuntimeException e) {
            throw givenUp ? refusal() : e;
        } finally {
            step();
        }
    }

    @Override
    public void flush() {
        step();
        try {
            super.flush();
        } finally {
            step();
        }
        if (givenUp) {
            throw refusal();
        }
    }

    @Override
    public void commitTransaction() {
        super.commitTransaction();
        gate.counts().commit();
    }

    @Override
    public void abortTransaction() {
        gate.counts().abort();
        step();
        try {
            super.abortTransaction();
        } catch (RuntimeException e) {
            // The broker aborts what a producer leaves behind as soon as the next one begins.
            if (!givenUp) {
                throw e;
            }
        } finally {
            step();
        }
    }

    @Override
    public void close(Duration within) {
        step();
        try {
            super.close(within);
        } finally {
            step();
            gate.remove(this);
        }
    }

    private void step() {
        calls.lazySet(calls.getPlain() + 1);
    }

    /**
     * Kafka Streams takes it for the loss of the thread's tasks, closes them and gets them anew with another producer. It
     * makes that only where there are transactions; else the thread has to go, too.
     */
    private KafkaException refusal() {
        gate.refused();
        return givenUp && !transactional
                ? new KafkaException(TopicGate.REFUSAL)
                : new TaskMigratedException(TopicGate.REFUSAL, new ProducerFencedException(TopicGate.REFUSAL));
    }
}
