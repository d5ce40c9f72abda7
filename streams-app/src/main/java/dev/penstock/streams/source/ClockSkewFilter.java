// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.source;

import dev.penstock.event.Durations;
import dev.penstock.event.pipeline.Source;
import dev.penstock.streams.metrics.PipelineMetrics;
import io.micrometer.core.instrument.Counter;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Tells apart the events of a source that are ahead of the clock while most of their partition's are not, counts them and
 * says so now and then. Safe for use by many threads, each with partitions of its own.
 */
final class ClockSkewFilter {

    private static final Logger LOG = LoggerFactory.getLogger(ClockSkewFilter.class);

    private static final long TOLD_EVERY_MILLIS = Duration.ofMinutes(10).toMillis();

    /** A record's own timestamp is believed if it isn't older: some senders write none, or seconds. */
    private static final long OLDEST_RECORD_MILLIS = Duration.ofDays(10 * 365).toMillis();

    private static final long NEVER = Long.MIN_VALUE;

    private final Source source;
    private final Counter counter;
    private final Map<Integer, PartitionClockSkew> partitions = new ConcurrentHashMap<>();
    private final AtomicLong toldAt = new AtomicLong(NEVER);

    /** The counter has those alone that are committed. */
    private final AtomicLong seen = new AtomicLong();

    ClockSkewFilter(Source source, PipelineMetrics metrics) {
        this.source = source;
        this.counter = metrics.ahead(source.name());
    }

    /** To be kept while events of one partition are read, not longer. */
    PartitionClockSkew of(int partition) {
        return partitions.computeIfAbsent(partition, number -> new PartitionClockSkew());
    }

    /**
     * How far ahead of the clock an event is: of that of the broker or producer that stamped its record, so that a
     * backlog is judged as it would have been when it came, or of the wall clock.
     *
     * @param time of the event
     * @param now by the wall clock
     */
    static long lead(long time, long recordTimestamp, long now) {
        boolean stamped = recordTimestamp < now && recordTimestamp > now - OLDEST_RECORD_MILLIS;
        return time - (stamped ? recordTimestamp : now);
    }

    /** Counts an event that is on its own. */
    void tell(ConsumerRecord<?, ?> record, long lead, long now) {
        counter.increment();
        long soFar = seen.incrementAndGet();
        long told = toldAt.get();
        if ((told == NEVER || now - told >= TOLD_EVERY_MILLIS) && toldAt.compareAndSet(told, now)) {
            LOG.warn(
                    "source '{}': the event at {}-{}@{} is {} ahead of the clock, and most others there are not: it counts,"
                            + " and does not move the time by which others are late; events like it so far: {}",
                    source.name(),
                    record.topic(),
                    record.partition(),
                    record.offset(),
                    Durations.text(Duration.ofSeconds(lead / 1000)),
                    soFar);
        }
    }
}
