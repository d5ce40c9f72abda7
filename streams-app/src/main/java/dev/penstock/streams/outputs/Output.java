// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.outputs;

import dev.penstock.event.pipeline.mistake.Quote;
import dev.penstock.streams.deadletters.Letter;
import dev.penstock.streams.deadletters.LetterCut;
import dev.penstock.streams.deadletters.LetterHeaders;
import dev.penstock.streams.topics.RecordLimit;
import dev.penstock.streams.topics.RecordSize;
import dev.penstock.streams.topics.TopicRules;
import io.micrometer.core.instrument.Counter;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/** A topic that an application writes to, and what becomes of records that it would not take. Safe for use by many threads. */
final class Output implements RecordLimit {

    private static final Logger LOG = LoggerFactory.getLogger(Output.class);
    private static final long MARGIN_MILLIS = Duration.ofMinutes(1).toMillis();
    private static final long MOST_MARGIN_MILLIS = Duration.ofMinutes(30).toMillis();

    private final String topic;
    private final Kind kind;
    private final byte[] applicationId;
    private final ProducerLimits producer;
    private final Meters meters;
    /** Where rows go that are too large; empty where there is no such place. */
    private final Optional<Output> late;

    private TopicRules rules = TopicRules.DEFAULTS; // guarded by this, as are the next
    private long marginMillis = MARGIN_MILLIS;
    /** As was found out by records that were refused. */
    private long learnedBytes = Long.MAX_VALUE;

    private long time;
    private boolean toldOfRetention;
    private boolean toldOfRefusal;
    private boolean toldOfSize;

    private volatile View view;

    /** What records an output holds. */
    enum Kind {
        LETTERS,
        ROWS,
        EVENTS,
        /** What the application writes for itself, and reads by other times than those of the records. */
        INTERNAL
    }

    /** Counts what was done to records. */
    record Meters(Counter restamped, Counter rowsTooLong) {}

    /**
     * What is looked at for each record.
     *
     * @param batchBytes the most of a batch, compressed
     * @param sureBytes a record of so many bytes or less is taken, however it compresses
     */
    private record View(
            TimestampBounds stamps, long batchBytes, long sureBytes, boolean compacted, String compression) {}

    Output(
            String topic,
            Kind kind,
            String applicationId,
            ProducerLimits producer,
            Meters meters,
            Optional<Output> late) {
        this.topic = topic;
        this.kind = kind;
        this.applicationId = applicationId.getBytes(StandardCharsets.UTF_8);
        this.producer = producer;
        this.meters = meters;
        this.late = late;
        look(0);
    }

    String topic() {
        return topic;
    }

    /** What is known of the topic's settings from now on. */
    synchronized void set(TopicRules found) {
        if (!found.equals(rules)) {
            rules = found;
            marginMillis = MARGIN_MILLIS;
            learnedBytes = Long.MAX_VALUE;
        }
        look(time);
    }

    /** Tells what time it is. */
    synchronized void look(long now) {
        time = now;
        long batch = Math.min(rules.maxBatchBytes(), learnedBytes);
        view = new View(
                TimestampBounds.of(rules, now, marginMillis),
                batch,
                Math.min(producer.mostBytes(), RecordSize.surelyWithin(batch)),
                rules.compacted(),
                rules.compression());
    }

    /** A record was refused for its size, although it should have been taken. */
    synchronized void refusedSize(long bytes) {
        learnedBytes = Math.min(Math.min(rules.maxBatchBytes(), learnedBytes), bytes) / 2;
        look(time);
    }

    /** A record was refused for its timestamp, although it should have been taken. */
    synchronized void refusedTime() {
        marginMillis = Math.min(MOST_MARGIN_MILLIS, 2 * marginMillis);
        look(time);
    }

    @Override
    public boolean takes(byte[] key, byte[] value, Headers headers) {
        View now = view;
        long size = RecordSize.most(key, value, headers);
        return size <= now.sureBytes || takes(size, key, value, headers, now);
    }

    /** What is too large as it is may do when it is compressed, by whoever does so. */
    private boolean takes(long size, byte[] key, byte[] value, Headers headers, View now) {
        if (size > producer.mostBytes() || now.compression.equals("uncompressed")) {
            return false;
        }
        return isWithin(now, key, value, headers, producer.compression())
                && (now.compression.equals("producer") || isWithin(now, key, value, headers, now.compression));
    }

    private static boolean isWithin(View now, byte[] key, byte[] value, Headers headers, String compression) {
        return !compression.equals("none") && RecordSize.compressed(key, value, headers, compression) <= now.batchBytes;
    }

    @Override
    public String setting() {
        return producer.mostBytes() < view.batchBytes
                ? producer.setting() + " bytes"
                : String.format(Locale.ROOT, "the %,d bytes that %s takes (max.message.bytes)", view.batchBytes, topic);
    }

    /** The record as the topic takes it, or one for another topic in its place. */
    ProducerRecord<byte[], byte[]> fit(ProducerRecord<byte[], byte[]> record) {
        View now = view;
        var stamped = record.timestamp() == null || now.stamps.take(record.timestamp()) ? record : stamped(record, now);
        return switch (kind) {
            case LETTERS -> letter(signed(stamped), now);
            case ROWS -> takes(stamped.key(), stamped.value(), stamped.headers()) ? stamped : setAside(record);
            case EVENTS, INTERNAL -> stamped;
        };
    }

    private ProducerRecord<byte[], byte[]> stamped(ProducerRecord<byte[], byte[]> record, View now) {
        Headers headers = new RecordHeaders(record.headers());
        if (kind != Kind.INTERNAL) {
            meters.restamped.increment();
            tell(record.timestamp(), now.stamps);
            headers.add(LetterHeaders.TIMESTAMP, record.timestamp().toString().getBytes(StandardCharsets.US_ASCII));
        }
        return new ProducerRecord<>(topic, record.partition(), now.stamps.now(), record.key(), record.value(), headers);
    }

    private synchronized void tell(long timestamp, TimestampBounds stamps) {
        if (timestamp < stamps.keptFrom()) {
            if (!toldOfRetention) {
                toldOfRetention = true;
                LOG.warn(
                        "{} keeps records for {} by their timestamps (retention.ms), and one that is {} old was written;"
                                + " it and others like it are stamped with the time of writing, or they would soon be"
                                + " gone; their own time is in the header {}",
                        topic,
                        DurationWords.text(rules.retentionMillis()),
                        DurationWords.text(time - timestamp),
                        LetterHeaders.TIMESTAMP);
            }
        } else if (!toldOfRefusal) {
            toldOfRefusal = true;
            boolean ahead = timestamp > time;
            String side = ahead ? "ahead of" : "behind";
            LOG.warn(
                    "{} takes no timestamps that are more than {} {} the clock ({}), and a record that is {} {} it was"
                            + " written; it and others like it are stamped with the time of writing; their own time is in"
                            + " the header {}",
                    topic,
                    DurationWords.text(ahead ? rules.afterMillis() : rules.beforeMillis()),
                    side,
                    ahead ? "message.timestamp.after.max.ms" : "message.timestamp.before.max.ms",
                    DurationWords.text(Math.abs(timestamp - time)),
                    side,
                    LetterHeaders.TIMESTAMP);
        }
    }

    /** Which application set it aside: another one that reads the same source may not. */
    private ProducerRecord<byte[], byte[]> signed(ProducerRecord<byte[], byte[]> letter) {
        Headers headers = new RecordHeaders(letter.headers());
        headers.add(LetterHeaders.APPLICATION, applicationId);
        return new ProducerRecord<>(
                topic, letter.partition(), letter.timestamp(), letter.key(), letter.value(), headers);
    }

    private ProducerRecord<byte[], byte[]> letter(ProducerRecord<byte[], byte[]> letter, View now) {
        var whole = now.compacted ? LetterCut.keyedAlone(letter) : letter;
        if (takes(whole.key(), whole.value(), whole.headers())) {
            return whole;
        }
        long room = now.sureBytes - (now.compacted ? LetterCut.keyedAloneBytes(letter) : 0);
        return LetterCut.cut(letter, room)
                .map(cut -> now.compacted ? LetterCut.keyedAlone(cut) : cut)
                .orElse(whole);
    }

    /** The row as a letter for the topic of what the group did not count. */
    private ProducerRecord<byte[], byte[]> setAside(ProducerRecord<byte[], byte[]> row) {
        if (late.isEmpty()) {
            return row;
        }
        meters.rowsTooLong.increment();
        String message =
                String.format(Locale.ROOT, "a row has %,d bytes, more than %s", RecordSize.most(row), setting());
        tellOfSize(message, row.key());
        Headers headers = new RecordHeaders(row.headers());
        add(headers, LetterHeaders.EXCEPTION, Letter.ROW_TOO_LONG);
        add(headers, LetterHeaders.MESSAGE, Letter.ROW_TOO_LONG + ": " + message);
        return late.get()
                .fit(new ProducerRecord<>(late.get().topic, null, row.timestamp(), row.key(), row.value(), headers));
    }

    private synchronized void tellOfSize(String message, byte[] key) {
        if (!toldOfSize) {
            toldOfSize = true;
            LOG.warn(
                    "{}: {}; it and others like it go to {}; they are in the state and can be asked for; key {}",
                    topic,
                    message,
                    late.map(Output::topic).orElse(""),
                    key == null ? "none" : Quote.quote(new String(key, StandardCharsets.UTF_8)));
        }
    }

    private static void add(Headers headers, String name, String text) {
        headers.add(name, text.getBytes(StandardCharsets.UTF_8));
    }
}
