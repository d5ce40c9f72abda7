// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.topology;

import dev.penstock.engine.CommitHook;
import dev.penstock.event.BadEvent;
import dev.penstock.event.BadEvent.Reason;
import dev.penstock.event.Event;
import dev.penstock.event.EventDecoder;
import dev.penstock.event.EventFilter;
import dev.penstock.event.Fields;
import dev.penstock.event.JsonDecoder;
import dev.penstock.event.Projection;
import dev.penstock.event.pipeline.Enricher;
import dev.penstock.event.pipeline.EventStream;
import dev.penstock.streams.enrich.Enrichments;
import dev.penstock.streams.enrich.EventMaker;
import dev.penstock.streams.enrich.Incoming;
import dev.penstock.streams.enrich.Sessions;
import io.micrometer.core.instrument.Counter;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Utils;
import org.apache.kafka.streams.processor.Cancellable;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ContextualFixedKeyProcessor;
import org.apache.kafka.streams.processor.api.FixedKeyProcessor;
import org.apache.kafka.streams.processor.api.FixedKeyProcessorContext;
import org.apache.kafka.streams.processor.api.FixedKeyProcessorSupplier;
import org.apache.kafka.streams.processor.api.FixedKeyRecord;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Makes the events of a stream. A record goes on with the stream's event in the place of the one that it came with, or
 * with what is wrong with it.
 */
final class StreamProcessor extends ContextualFixedKeyProcessor<byte[], EventRecord, EventRecord> {

    /** What is left of sessions that are over goes also while no events come. */
    private static final Duration PURGE_INTERVAL = Duration.ofMillis(100);

    /** How long an event waits at most for others to leave with, if its task doesn't commit before. */
    private static final Duration MOST_WAIT = Duration.ofMillis(10);

    private final EventStream stream;
    private final Projection read;
    private final ReaderFields readerFields;
    private final boolean isRead;
    private final TopologyParts parts;
    private final EventFilter where;
    private final String events;
    private final String bad;
    private final String sink;
    private final Counter rows;

    // There from init on, and anew whenever the task starts: after a failure the store is not what it was, and what was
    // gathered is read again.
    private EventMaker maker;
    private Outbox outbox;
    private Runnable flushSessions;

    private final List<Cancellable> timers = new ArrayList<>();
    private boolean inRuns;

    /** The first record of which an event was gathered: records of this kind can only be made out of others. */
    private FixedKeyRecord<byte[], EventRecord> first;

    private StreamProcessor(
            EventStream stream, Projection read, ReaderFields readerFields, boolean isRead, TopologyParts parts) {
        this.stream = stream;
        this.read = read;
        this.readerFields = readerFields;
        this.isRead = isRead;
        this.parts = parts;
        this.where = EventFilter.compile(stream.where(), read);
        this.events = SourceTopology.events(stream.name());
        this.bad = SourceTopology.bad(stream.name());
        this.sink = sink(stream);
        this.rows = parts.metrics().rows(stream.name());
    }

    /**
     * @param read the projection of the events that come in
     * @param isRead whether others read the stream's events within the topology
     */
    record Supplier(EventStream stream, Projection read, ReaderFields readerFields, boolean isRead, TopologyParts parts)
            implements FixedKeyProcessorSupplier<byte[], EventRecord, EventRecord> {

        @Override
        public FixedKeyProcessor<byte[], EventRecord, EventRecord> get() {
            return new StreamProcessor(stream, read, readerFields, isRead, parts);
        }

        @Override
        public Set<StoreBuilder<?>> stores() {
            boolean hasSessions = stream.enrichers().stream().anyMatch(Enricher.Session.class::isInstance);
            StoreBuilder<?> hook = CommitHook.builder(commitHook(stream));
            return hasSessions ? Set.of(hook, sessionStore()) : Set.of(hook);
        }

        private StoreBuilder<?> sessionStore() {
            return Stores.keyValueStoreBuilder(
                            Stores.persistentKeyValueStore(stream.sessionStore()),
                            Serdes.ByteArray(),
                            Serdes.ByteArray())
                    .withCachingDisabled()
                    // A broker refuses records from further ahead than it is set to, and a source sets its own bound.
                    .withLoggingEnabled(Map.of(TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG, "LogAppendTime"));
        }
    }

    /** Name of the node that writes the stream's events to its topic. */
    static String sink(EventStream stream) {
        return stream.name() + ".sink";
    }

    private static String commitHook(EventStream stream) {
        return stream.name() + ".make-commit";
    }

    @Override
    public void init(FixedKeyProcessorContext<byte[], EventRecord> context) {
        super.init(context);
        flushSessions = () -> {};
        maker = new EventMaker(stream, read, new Enrichments(parts.geo(), parts.clock(), this::sessions));
        outbox = new Outbox(stream.to());
        inRuns = RunClients.areIn(context.appConfigs());
        if (inRuns) {
            schedule(MOST_WAIT, this::sendRun);
        }
        context.<CommitHook>getStateStore(commitHook(stream)).attach(context, this::beforeCommit);
    }

    private Sessions sessions(Enricher.Session enricher) {
        KeyValueStore<byte[], byte[]> store = context().getStateStore(stream.sessionStore());
        var sessions = new Sessions(store, enricher.gap());
        flushSessions = sessions::flush;
        schedule(PURGE_INTERVAL, sessions::purge);
        return sessions;
    }

    private void schedule(Duration interval, Runnable task) {
        timers.add(context().schedule(interval, PunctuationType.WALL_CLOCK_TIME, now -> task.run()));
    }

    /** A task that is revived after a failure keeps its timers, which would go on with what was then. */
    @Override
    public void close() {
        timers.forEach(Cancellable::cancel);
        timers.clear();
    }

    private void beforeCommit() {
        flushSessions.run();
        sendRun();
    }

    @Override
    public void process(FixedKeyRecord<byte[], EventRecord> record) {
        Event event = record.value().event();
        maker.passed(Math.max(record.value().arrival().partitionTime(), event.timestamp()));
        if (where.matches(event.fields())) {
            pass(record, maker.make(new Incoming(record.key(), event)));
        }
    }

    private void pass(FixedKeyRecord<byte[], EventRecord> record, byte[] json) {
        long size = (long) record.key().length + json.length + size(record.headers());
        if (size > parts.maxRecordBytes()) {
            forward(record, tooLong(size), bad);
        } else if (inRuns && !isRead) {
            // Nobody looks at its fields.
            rows.increment();
            gather(record, json);
        } else {
            pass(record, json, readerFields.of(json));
        }
    }

    private BadEvent tooLong(long size) {
        return new BadEvent(
                Reason.RESULT_TOO_LONG,
                "the stream '" + stream.name() + "' makes a record of " + size + " bytes of it, at most "
                        + parts.maxRecordBytes() + " are written");
    }

    private void pass(FixedKeyRecord<byte[], EventRecord> record, byte[] json, JsonDecoder.Result fields) {
        if (fields instanceof BadEvent unreadable) {
            forward(record, unreadable, bad);
            return;
        }
        var made = new Event((Fields) fields, record.value().timestamp());
        rows.increment();
        if (isRead) {
            forward(record, made, events);
        }
        if (inRuns) {
            gather(record, json);
        } else {
            forward(record, made, sink);
        }
    }

    private void forward(FixedKeyRecord<byte[], EventRecord> record, EventDecoder.Result made, String child) {
        context().forward(record.withValue(record.value().with(made)), child);
    }

    private void gather(FixedKeyRecord<byte[], EventRecord> record, byte[] json) {
        if (outbox.isEmpty()) {
            first = record;
        }
        outbox.add(record.key(), json, record.timestamp(), record.headers());
        if (outbox.isFull()) {
            sendRun();
        }
    }

    private void sendRun() {
        if (!outbox.isEmpty()) {
            context()
                    .forward(
                            first.<EventRecord>withValue(null)
                                    .withHeaders(outbox.take().asHeaders()),
                            sink);
        }
    }

    private static long size(Headers headers) {
        long size = 0;
        for (Header header : headers) {
            size += Utils.utf8Length(header.key()) + (header.value() == null ? 0 : header.value().length);
        }
        return size;
    }
}
