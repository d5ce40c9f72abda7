// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.stream;

import dev.penstock.engine.commit.CommitHook;
import dev.penstock.event.BadEvent;
import dev.penstock.event.BadEvent.Reason;
import dev.penstock.event.Event;
import dev.penstock.event.FieldKind;
import dev.penstock.event.FieldPath;
import dev.penstock.event.Fields;
import dev.penstock.event.JsonResult;
import dev.penstock.event.Projection;
import dev.penstock.event.field.EventFilter;
import dev.penstock.event.json.Refusal;
import dev.penstock.event.pipeline.Enricher;
import dev.penstock.event.pipeline.EventStream;
import dev.penstock.streams.enrich.Enrichments;
import dev.penstock.streams.enrich.InputEvent;
import dev.penstock.streams.runs.EventRecord;
import dev.penstock.streams.runs.OutgoingRun;
import dev.penstock.streams.runs.OutgoingRunBuffer;
import dev.penstock.streams.runs.RunClients;
import dev.penstock.streams.runs.SourceRecord;
import dev.penstock.streams.score.ScoreModel;
import dev.penstock.streams.score.ScoreQueue;
import dev.penstock.streams.score.ScoreResult;
import dev.penstock.streams.session.Sessions;
import dev.penstock.streams.source.ReaderFields;
import dev.penstock.streams.source.SourceTopology;
import dev.penstock.streams.source.TopologyParts;
import dev.penstock.streams.topics.RecordLimit;
import io.micrometer.core.instrument.Counter;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Utils;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.processor.Cancellable;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ProcessingContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What a stream does with each event that it takes: the event goes on with the stream's event in the place of the one
 * that came, or with what is wrong with it. For the thread of one task.
 */
public final class StreamTransformer {

    /** What is left of sessions that are over goes also while no events come. */
    private static final Duration PURGE_INTERVAL = Duration.ofMillis(100);

    /** How long an event waits at most for others to leave with, if its task doesn't commit before. */
    private static final Duration MOST_WAIT = Duration.ofMillis(10);

    /** How often it is looked for texts that have waited for others long enough. */
    private static final Duration CUT_INTERVAL = Duration.ofMillis(5);

    /** Kafka Streams' own, where there are transactions. */
    private static final long TRANSACTION_TIMEOUT_MILLIS = 10_000;

    /** Kafka's own. */
    private static final long MAX_POLL_INTERVAL_MILLIS = 300_000;

    private final Plan plan;
    private final EventFilter where;
    private final String events;
    private final String bad;
    private final Counter rows;
    private final RecordLimit limit;
    private final ScoreMembers scoreMembers;
    private final int[] textSlots;

    /** By how many milliseconds the time by which sessions end without an event of theirs is behind. */
    private final long slack;

    // There from init on, and anew whenever the task starts: after a failure the store is not what it was, and what was
    // gathered is read again.
    private ProcessingContext context;
    private Onward onward;
    private EventMaker maker;
    private OutgoingRunBuffer outgoing;
    private Runnable flushSessions;
    private Optional<ScoreQueue> scores;

    private final List<Cancellable> timers = new ArrayList<>();
    private boolean inRuns;

    StreamTransformer(Plan plan) {
        EventStream stream = plan.stream;
        this.plan = plan;
        this.where = EventFilter.compile(stream.where(), plan.read);
        this.events = SourceTopology.events(stream.name());
        this.bad = SourceTopology.bad(stream.name());
        this.rows = plan.parts.metrics().rows(stream.name());
        this.scoreMembers = new ScoreMembers(stream, plan.isSecret);
        this.textSlots = stream.scores().stream()
                .mapToInt(score -> plan.read.slot(score.field()))
                .toArray();
        this.limit = plan.parts.limitOf().apply(stream.to());
        this.slack = plan.isCrossed ? StreamCrossing.SLACK.toMillis() : 0;
    }

    /**
     * What all tasks of a stream have in common.
     *
     * @param read the projection of the events that come in
     * @param protection of what the stream writes; empty if all is written as it is
     * @param changesKey whether records leave with other keys than they came with
     * @param isSecret whether nobody may be told what a field of the events that come in holds
     * @param isRead whether others read the stream's events within the topology
     * @param isCrossed whether events come by way of a {@link StreamCrossing}
     */
    public record Plan(
            EventStream stream,
            Projection read,
            ReaderFields readerFields,
            Optional<StreamProtection> protection,
            boolean changesKey,
            Predicate<FieldPath> isSecret,
            boolean isRead,
            boolean isCrossed,
            TopologyParts parts) {

        /** What a processor needs that does this work. */
        Set<StoreBuilder<?>> stores() {
            boolean hasSessions = stream.enrichers().stream().anyMatch(Enricher.Session.class::isInstance);
            StoreBuilder<?> hook = CommitHook.builder(commitHook());
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

        private String commitHook() {
            return stream.name() + ".make-commit";
        }

        /** Name of the node that gives records the keys that they leave with, where they come one by one and those are others. */
        String keyed() {
            return stream.name() + ".keyed";
        }

        /** Name of the node that writes the stream's events to its topic. */
        String sink() {
            return stream.name() + ".sink";
        }
    }

    /** How a processor hands on what has become of an event. */
    interface Onward {

        /** @param child name of the node that takes it */
        void forward(EventRecord record, String child);

        /** To {@link Plan#sink}. */
        void send(OutgoingRun run);

        /** Does something about an event, by itself or while another one is being processed; what it fails with is its own. */
        void alone(EventRecord record, Runnable work);
    }

    void init(ProcessingContext newContext, Onward newOnward) {
        context = newContext;
        onward = newOnward;
        flushSessions = () -> {};
        maker = new EventMaker(
                plan.stream, plan.read, new Enrichments(plan.parts.geo(), plan.parts.clock(), this::sessions));
        outgoing = new OutgoingRunBuffer(plan.stream.to());
        inRuns = RunClients.areIn(context.appConfigs());
        if (inRuns) {
            schedule(MOST_WAIT, this::sendRun);
        }
        startScores();
        context.<CommitHook>getStateStore(plan.commitHook()).attach(context, this::beforeCommit);
    }

    private void startScores() {
        List<ScoreModel> models = plan.parts.scoring().of(plan.stream);
        scores = models.isEmpty()
                ? Optional.empty()
                : Optional.of(new ScoreQueue(models, patienceMillis(context.appConfigs()), this::scored));
        scores.ifPresent(queue -> schedule(CUT_INTERVAL, queue::cut));
    }

    /** Half of what a transaction may take, or a thread from one poll to the next. */
    private static long patienceMillis(Map<String, Object> settings) {
        return Math.min(
                        millis(
                                settings,
                                StreamsConfig.producerPrefix(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG),
                                TRANSACTION_TIMEOUT_MILLIS),
                        millis(settings, ConsumerConfig.MAX_POLL_INTERVAL_MS_CONFIG, MAX_POLL_INTERVAL_MILLIS))
                / 2;
    }

    private static long millis(Map<String, Object> settings, String name, long otherwise) {
        Object value = settings.get(name);
        return value == null ? otherwise : Long.parseLong(value.toString());
    }

    private Sessions sessions(Enricher.Session enricher) {
        KeyValueStore<byte[], byte[]> store = context.getStateStore(plan.stream.sessionStore());
        var sessions = new Sessions(store, enricher.gap());
        flushSessions = sessions::flush;
        schedule(PURGE_INTERVAL, sessions::purge);
        return sessions;
    }

    private void schedule(Duration interval, Runnable task) {
        timers.add(context.schedule(interval, PunctuationType.WALL_CLOCK_TIME, now -> task.run()));
    }

    /** A task that is revived after a failure keeps its timers, which would go on with what was then. */
    void close() {
        timers.forEach(Cancellable::cancel);
        timers.clear();
    }

    private void beforeCommit() {
        flushSessions.run();
        scores.ifPresent(ScoreQueue::drain);
        sendRun();
    }

    void process(EventRecord came) {
        Event event = came.event();
        maker.passed(came.sourceRecord().partitionTimeAfter() - slack);
        if (where.matches(event.fields())) {
            EventRecord record =
                    plan.protection.map(protection -> protection.keyed(came)).orElse(came);
            byte[] json = maker.make(new InputEvent(record.key(), event));
            if (scores.isEmpty()) {
                pass(record, json);
            } else if (scores.get().add(record, json, texts(event.fields()))) {
                // Whoever waits does so within a transaction, which must not take too long.
                context.commit();
            }
        }
    }

    private String[] texts(Fields fields) {
        var texts = new String[textSlots.length];
        for (int i = 0; i < texts.length; i++) {
            texts[i] = fields.kind(textSlots[i]) == FieldKind.TEXT ? fields.text(textSlots[i]) : null;
        }
        return texts;
    }

    private void scored(EventRecord record, byte[] json, List<Optional<ScoreResult>> results) {
        onward.alone(record, () -> {
            Optional<BadEvent> bad = scoreMembers.refusal(results);
            if (bad.isPresent()) {
                onward.forward(record.with(bad.get()), this.bad);
            } else {
                pass(record, scoreMembers.add(json, results));
            }
        });
    }

    private void pass(EventRecord record, byte[] json) {
        if (plan.protection.isEmpty()) {
            passOn(record, json);
            return;
        }
        byte[] safe;
        try {
            safe = plan.protection.get().protect(json);
        } catch (Refusal refusal) {
            onward.forward(record.with(refusal.bad()), bad);
            return;
        }
        passOn(record, safe);
    }

    private void passOn(EventRecord record, byte[] json) {
        byte[] key = record.key();
        long size = (key == null ? 0L : key.length)
                + json.length
                + size(record.sourceRecord().headers());
        if (size > plan.parts.maxRecordBytes()) {
            onward.forward(record.with(tooLong(size, "at most " + plan.parts.maxRecordBytes() + " are written")), bad);
        } else if (!limit.takes(key, json, record.sourceRecord().headers())) {
            onward.forward(
                    record.with(tooLong(size, "and with what Kafka adds that is more than " + limit.setting())), bad);
        } else if (inRuns && !plan.isRead) {
            // Nobody looks at its fields.
            rows.increment();
            gather(record, json);
        } else {
            pass(record, json, plan.readerFields.of(json));
        }
    }

    private static long size(Headers headers) {
        long size = 0;
        for (Header header : headers) {
            size += Utils.utf8Length(header.key()) + (header.value() == null ? 0 : header.value().length);
        }
        return size;
    }

    private BadEvent tooLong(long size, String most) {
        return new BadEvent(
                Reason.RESULT_TOO_LONG,
                "the stream '" + plan.stream.name() + "' makes a record of " + size + " bytes of it, " + most);
    }

    private void pass(EventRecord record, byte[] json, JsonResult fields) {
        if (fields instanceof BadEvent unreadable) {
            onward.forward(record.with(unreadable), bad);
            return;
        }
        EventRecord made = record.with(new Event((Fields) fields, record.timestamp()));
        rows.increment();
        if (plan.isRead) {
            onward.forward(made, events);
        }
        if (inRuns) {
            gather(record, json);
        } else {
            onward.forward(made, plan.sink());
        }
    }

    private void gather(EventRecord record, byte[] json) {
        SourceRecord sourceRecord = record.sourceRecord();
        outgoing.add(record.key(), json, sourceRecord.time(), sourceRecord.headers());
        if (outgoing.isFull()) {
            sendRun();
        }
    }

    private void sendRun() {
        if (!outgoing.isEmpty()) {
            onward.send(outgoing.take());
        }
    }
}
