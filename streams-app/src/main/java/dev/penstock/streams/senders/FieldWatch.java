// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.senders;

import dev.penstock.event.FieldPath;
import dev.penstock.event.Fields;
import dev.penstock.event.UnusableField;
import dev.penstock.event.decode.EventDecoder;
import dev.penstock.event.field.FieldPresence;
import dev.penstock.event.field.FieldPresence.Missing;
import dev.penstock.event.field.FieldReaders;
import dev.penstock.event.pipeline.Pipeline;
import dev.penstock.event.pipeline.Source;
import dev.penstock.streams.metrics.PipelineMetrics;
import io.micrometer.core.instrument.Counter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;

/**
 * What an instance sees of the fields of a source: which its readers can't use, and which are in no event. Counts both
 * and warns: of a field that can't be used at once and then now and then, of those that never come once. Safe for use by
 * many threads.
 */
public final class FieldWatch {

    /** A field that is in none of so many events is taken for one that never comes. */
    static final long ENOUGH_EVENTS = 10_000;

    /** The same goes for one that is in no event for so long. */
    static final Duration LONG_ENOUGH = Duration.ofMinutes(10);

    /** How far warnings about the same field and reason lie apart. */
    static final Duration BETWEEN_WARNINGS = Duration.ofMinutes(10);

    private static final Logger LOG = LoggerFactory.getLogger(FieldWatch.class);
    private static final long NEVER = -1;

    private final Source source;
    private final EventDecoder decoder;
    private final PipelineMetrics metrics;
    private final Clock clock;
    private final Map<FieldPath, Set<String>> readers;
    private final FieldPresence presence;
    private final AtomicLong events = new AtomicLong();
    private final AtomicLong firstAt = new AtomicLong(NEVER);
    private final AtomicBoolean judged = new AtomicBoolean();
    private final Map<UnusableField, Count> unusable = new ConcurrentHashMap<>();

    /**
     * @param counter how many events with it are committed
     * @param seen how many were seen
     * @param nextWarning when one is due, epoch milliseconds
     */
    private record Count(Counter counter, AtomicLong seen, AtomicLong nextWarning) {}

    /** @param decoder of the source */
    public FieldWatch(Pipeline pipeline, Source source, EventDecoder decoder, PipelineMetrics metrics, Clock clock) {
        this.source = source;
        this.decoder = decoder;
        this.metrics = metrics;
        this.clock = clock;
        this.readers = FieldReaders.of(pipeline, source);
        this.presence = decoder.newPresence();
        metrics.missingFields(
                source.name(), () -> judged.get() ? presence.missing().size() : 0);
    }

    /** Takes an event. */
    public void see(Fields fields) {
        presence.add(fields);
    }

    /**
     * Takes note of what readers can't use of an event.
     *
     * @param origin where the event stands: topic, partition and offset
     */
    public void seeUnusable(Fields fields, String origin) {
        for (UnusableField field : decoder.unusable(fields)) {
            Count count = unusable.computeIfAbsent(field, this::newCount);
            count.counter.increment();
            long seen = count.seen.incrementAndGet();
            long now = clock.millis();
            long due = count.nextWarning.get();
            if (now >= due && count.nextWarning.compareAndSet(due, now + BETWEEN_WARNINGS.toMillis())) {
                LOG.warn(
                        "source '{}': {}: {}, at {}; the event counts but for where {} needs that field; events like it so far: {}",
                        source.name(),
                        decoder.describe(field, fields),
                        field.reason().code(),
                        origin,
                        readers(field.field()),
                        seen);
            }
        }
    }

    private Count newCount(UnusableField field) {
        Counter counter = metrics.unusableField(source.name(), field.field().toString(), field.reason());
        return new Count(counter, new AtomicLong(), new AtomicLong());
    }

    /** Tells how many events were taken since the last call; to be called once per run of events. */
    public void saw(int newEvents) {
        events.addAndGet(newEvents);
        judge();
    }

    /** Says which fields never come, once it is time to; to be called from time to time. */
    public void judge() {
        if (judged.get() || events.get() == 0) {
            return;
        }
        long now = clock.millis();
        firstAt.compareAndSet(NEVER, now);
        boolean due = events.get() >= ENOUGH_EVENTS || now - firstAt.get() >= LONG_ENOUGH.toMillis();
        if (due && judged.compareAndSet(false, true)) {
            List<Missing> missing = presence.missing();
            if (!missing.isEmpty()) {
                LOG.warn(
                        "source '{}': what the pipeline reads was in none of the first {} events of topic {}: {}; is it spelled as in the events?",
                        source.name(),
                        events.get(),
                        source.topic(),
                        missing.stream().map(this::inWords).collect(Collectors.joining("; ")));
            }
        }
    }

    private String inWords(Missing missing) {
        return missing.describe() + " (read by " + readers(missing.field()) + ")";
    }

    private String readers(FieldPath field) {
        return String.join(", ", readersOf(field));
    }

    /** How many events were taken. */
    public long events() {
        return events.get();
    }

    /** What was in no event so far; nothing as long as there was no event. */
    public List<Missing> missing() {
        return events() == 0 ? List.of() : presence.missing();
    }

    /** How many events have a field that its readers can't use. */
    public Map<UnusableField, Long> unusable() {
        return unusable.entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey, each ->
                (long) each.getValue().counter.count()));
    }

    /** The streams and feature groups that need a field of the source. */
    public Set<String> readersOf(FieldPath field) {
        return readers.getOrDefault(field, Set.of());
    }
}
