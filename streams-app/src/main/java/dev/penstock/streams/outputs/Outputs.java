// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.outputs;

import dev.penstock.cli.support.CommandException;
import dev.penstock.event.pipeline.EventStream;
import dev.penstock.event.pipeline.FeatureGroup;
import dev.penstock.event.pipeline.Pipeline;
import dev.penstock.event.pipeline.Source;
import dev.penstock.streams.metrics.PipelineMetrics;
import dev.penstock.streams.outputs.Output.Kind;
import dev.penstock.streams.outputs.Output.Meters;
import dev.penstock.streams.topics.RecordLimit;
import dev.penstock.streams.topics.TopicRules;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.InvalidRecordException;
import org.apache.kafka.common.errors.InvalidTimestampException;
import org.apache.kafka.common.header.Headers;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Clock;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * The topics that an application writes to, and what they take. A record that a topic refuses spoils the transaction that
 * it is in, and so every transaction that tries it again; so each is made fit before it is sent. Settings are asked for
 * at first use, again from time to time, and at once when a record was refused all the same. Safe for use by many
 * threads.
 */
public final class Outputs implements AutoCloseable {

    /** The setting of Kafka Streams, and of its producers, that holds this. */
    public static final String CONFIG = "penstock.outputs";

    private static final Logger LOG = LoggerFactory.getLogger(Outputs.class);
    private static final int LOOKS_PER_QUESTION = 30;

    private final Map<String, Output> byTopic = new HashMap<>();
    private final String applicationId;
    private final ProducerLimits producer;
    private final PipelineMetrics metrics;
    private final Clock clock;
    private final Function<Collection<String>, Map<String, Map<String, String>>> kafka;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(task -> {
        var thread = new Thread(task, "penstock-outputs");
        thread.setDaemon(true);
        return thread;
    });
    private int looks; // of the timer's thread
    private boolean toldOfFailure; // guarded by this
    private volatile boolean current;

    /**
     * @param applicationId tells the application's own topics, and is written into letters
     * @param kafka asks for all settings of those topics that exist; it may throw a {@link CommandException}
     */
    public Outputs(
            Pipeline pipeline,
            String applicationId,
            ProducerLimits producer,
            PipelineMetrics metrics,
            Clock clock,
            Function<Collection<String>, Map<String, Map<String, String>>> kafka) {
        this.applicationId = applicationId;
        this.producer = producer;
        this.metrics = metrics;
        this.clock = clock;
        this.kafka = kafka;
        for (Source source : pipeline.sources()) {
            add(source.deadLetterTopic(), Kind.LETTERS, source.name(), Optional.empty());
        }
        for (EventStream stream : pipeline.streams()) {
            add(stream.to(), Kind.EVENTS, stream.name(), Optional.empty());
            if (pipeline.crossesBy(stream).isPresent()) {
                add(
                        applicationId + "-" + stream.name() + "-repartition",
                        Kind.INTERNAL,
                        stream.name(),
                        Optional.empty());
            }
        }
        for (FeatureGroup group : pipeline.features()) {
            Output late = add(group.lateTopic(), Kind.LETTERS, group.name(), Optional.empty());
            add(group.to(), Kind.ROWS, group.name(), Optional.of(late));
            if (pipeline.engine() == Pipeline.Engine.MICRO_BATCH) {
                // With the other engine the timestamps of these say which window an event is in.
                add(applicationId + "-" + group.name() + "-repartition", Kind.INTERNAL, group.name(), Optional.empty());
                add(
                        applicationId + "-" + group.name() + ".open-changelog",
                        Kind.INTERNAL,
                        group.name(),
                        Optional.empty());
            }
        }
    }

    private Output add(String topic, Kind kind, String name, Optional<Output> late) {
        var meters = new Meters(
                kind == Kind.INTERNAL ? null : metrics.restamped(topic),
                kind == Kind.ROWS ? metrics.rowsTooLong(name) : null);
        var output = new Output(topic, kind, applicationId, producer, meters, late);
        byTopic.put(topic, output);
        return output;
    }

    /** Looks at the clock and at the topics' settings from now on. */
    public void start() {
        timer.scheduleWithFixedDelay(this::look, 0, 1, TimeUnit.SECONDS);
    }

    private void look() {
        if (looks++ % LOOKS_PER_QUESTION == 0) {
            ask();
        } else {
            tellTime();
        }
    }

    private void tellTime() {
        long now = clock.millis();
        byTopic.values().forEach(output -> output.look(now));
    }

    /** Asks for the topics' settings, and goes on with what is known where Kafka doesn't tell. */
    private synchronized void ask() {
        try {
            kafka.apply(byTopic.keySet())
                    .forEach((topic, configs) -> byTopic.get(topic).set(TopicRules.of(configs)));
            toldOfFailure = false;
        } catch (CommandException e) {
            if (!toldOfFailure) {
                toldOfFailure = true;
                LOG.warn(
                        "the settings of topics can't be read, so that they are taken for Kafka's defaults or what they"
                                + " were: {}",
                        e.getMessage());
            }
        }
        tellTime();
        current = true;
    }

    private void settle() {
        if (!current && !timer.isShutdown()) {
            synchronized (this) {
                if (!current) {
                    ask();
                }
            }
        }
    }

    /** How large a record may be that goes to a topic. */
    public RecordLimit limit(String topic) {
        Output output = byTopic.get(topic);
        return output == null ? RecordLimit.NONE : new SettledLimit(output);
    }

    /** The limit as it is when it is asked for. */
    private final class SettledLimit implements RecordLimit {
        private final Output output;

        SettledLimit(Output output) {
            this.output = output;
        }

        @Override
        public boolean takes(byte[] key, byte[] value, Headers headers) {
            settle();
            return output.takes(key, value, headers);
        }

        @Override
        public String setting() {
            return output.setting();
        }
    }

    /**
     * A record as its topic takes it: with a timestamp that it does not refuse and does not delete it for, a letter cut to
     * its size. A row that is too large becomes a letter in the late topic of its group. Other records are returned as
     * they are.
     */
    public ProducerRecord<byte[], byte[]> fit(ProducerRecord<byte[], byte[]> record) {
        settle();
        Output output = byTopic.get(record.topic());
        return output == null ? record : output.fit(record);
    }

    /**
     * A record was refused, although it was made fit for what was known of its topic.
     *
     * @param bytes of the record
     * @return whether that can be mended: records that come after this call are made fit for what the topic takes now
     */
    public boolean refused(String topic, long bytes, Exception why) {
        Output output = byTopic.get(topic);
        if (output == null) {
            return false;
        }
        if (why instanceof InvalidTimestampException) {
            output.refusedTime();
        } else if (!(why instanceof InvalidRecordException)) {
            output.refusedSize(bytes);
        }
        current = false;
        return true;
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
