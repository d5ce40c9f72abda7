// SPDX-License-Identifier: Apache-2.0
package dev.penstock.producer.send;

import dev.penstock.cli.support.Causes;
import org.HdrHistogram.Histogram;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.common.InvalidRecordException;
import org.apache.kafka.common.errors.CorruptRecordException;
import org.apache.kafka.common.errors.InvalidTimestampException;
import org.apache.kafka.common.errors.RecordTooLargeException;

import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;

/** What became of the events that were handed to the producer. Its callbacks run on the sender and on the client's thread. */
final class Deliveries {

    private final Consumer<String> onFirstFailure;
    private final LongAdder failed = new LongAdder();
    private final AtomicReference<Exception> first = new AtomicReference<>();
    private final Histogram micros = new Histogram(3);
    private final Callback untimed = (metadata, exception) -> failedIf(exception);
    private volatile boolean hopeless;
    private final int timeEvery;
    private long handed;

    /**
     * @param timeEvery how many events there are for each one whose latency is measured
     * @param onFirstFailure is told about the first failure, on any thread
     */
    Deliveries(int timeEvery, Consumer<String> onFirstFailure) {
        this.timeEvery = timeEvery;
        this.onFirstFailure = onFirstFailure;
    }

    /** The callback of the next event. */
    Callback next() {
        if (handed++ % timeEvery != 0) {
            return untimed;
        }
        long start = System.nanoTime();
        return (metadata, exception) -> {
            failedIf(exception);
            if (exception == null) {
                record((System.nanoTime() - start) / 1000);
            }
        };
    }

    /** Counts an event that could not be handed over. */
    void failed(Exception reason) {
        failedIf(reason);
    }

    long failures() {
        return failed.sum();
    }

    /** Whether the broker, rather than one record, is what failed: no later event will fare better. */
    boolean hopeless() {
        return hopeless;
    }

    synchronized Summary.Latency latency() {
        return new Summary.Latency(
                micros.getValueAtPercentile(50),
                micros.getValueAtPercentile(99),
                micros.getValueAtPercentile(99.9),
                micros.getMaxValue());
    }

    private synchronized void record(long latencyMicros) {
        micros.recordValue(Math.max(0, latencyMicros));
    }

    private void failedIf(Exception exception) {
        if (exception == null) {
            return;
        }
        failed.increment();
        if (!ofOneRecord(exception)) {
            hopeless = true;
        }
        if (first.compareAndSet(null, exception)) {
            onFirstFailure.accept(Causes.line(exception));
        }
    }

    private static boolean ofOneRecord(Exception exception) {
        return exception instanceof RecordTooLargeException
                || exception instanceof InvalidTimestampException
                || exception instanceof InvalidRecordException
                || exception instanceof CorruptRecordException;
    }
}
