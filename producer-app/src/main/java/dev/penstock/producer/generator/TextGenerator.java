// SPDX-License-Identifier: Apache-2.0
package dev.penstock.producer.generator;

import dev.penstock.producer.send.EventKind;
import dev.penstock.producer.send.EventSource;
import dev.penstock.producer.send.OutgoingEvent;
import org.apache.kafka.clients.producer.ProducerRecord;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Makes up texts of users, to be scored, keyed by user. A pure function of its options, but for a live timeline.
 *
 * <p>Each user is in a mood that stays, by which there is more praise or more blame. A duplicate repeats one of the last
 * texts, byte for byte, with its id.
 */
public final class TextGenerator implements EventSource {

    public static final String TOPIC = "sentiment_requests";

    /** A long text has at least so many characters, and at most about twice as many. */
    static final int LONG = 2_000;

    private static final int LAST = 256;
    private static final long DUPLICATE_WITHIN_MILLIS = 10_000;
    private static final long SESSION_MILLIS = 1_800_000;

    private static final int EMPTY = 0;
    private static final int LONG_ONE = 1;
    private static final int FOREIGN = 2;
    private static final int EMOJI = 3;
    private static final int DUPLICATE = 4;

    private static final byte[][] SOURCES = Utf8Buffer.utf8All("web", "web", "ios", "android", "email", "api");
    private static final byte[][] PRIORITIES = Utf8Buffer.utf8All("low", "normal", "normal", "normal", "high");

    private final GeneratorOptions options;
    private final SplitMix random;
    private final Zipf users;
    private final ExactShares kinds;
    private final Sentences sentences;
    private final EventWriter writer = new EventWriter();
    private final long idOffset;
    private final List<ProducerRecord<byte[], byte[]>> last = new ArrayList<>(Collections.nCopies(LAST, null));
    private volatile boolean closed;
    private long index;
    private long now = Long.MIN_VALUE;

    /**
     * What share of the texts is not like most. Each between 0 and 1, and all together at most 1.
     *
     * @param empty have no text, or white space only
     * @param lengthy have {@value #LONG} characters and more
     * @param foreign are in another language than English
     * @param emoji have emoji in them
     * @param duplicates come a second time
     */
    public record Shares(double empty, double lengthy, double foreign, double emoji, double duplicates) {

        /** Mostly English sentences, and none twice. */
        public static final Shares DEFAULT = new Shares(0.01, 0.01, 0.05, 0.1, 0);

        /** @throws IllegalArgumentException if a share is out of range */
        public Shares {
            GeneratorOptions.requireShare("empty texts", empty);
            GeneratorOptions.requireShare("long texts", lengthy);
            GeneratorOptions.requireShare("foreign texts", foreign);
            GeneratorOptions.requireShare("texts with emoji", emoji);
            GeneratorOptions.requireShare("duplicates", duplicates);
            double all = empty + lengthy + foreign + emoji + duplicates;
            GeneratorOptions.require(
                    all <= 1 + 1e-9,
                    "empty, long, foreign and duplicate texts and those with emoji together can be at most all, found "
                            + all);
        }
    }

    /** @param options whose own shares don't matter */
    public TextGenerator(GeneratorOptions options, Shares shares) {
        this.options = options;
        random = new SplitMix(SplitMix.mix(options.seed()));
        idOffset = SplitMix.mix(~options.seed());
        users = new Zipf(options.users(), options.skew());
        kinds = new ExactShares(
                options.count(), random, shares.empty, shares.lengthy, shares.foreign, shares.emoji, shares.duplicates);
        sentences = new Sentences(random);
    }

    @Override
    public Set<String> topics() {
        return Set.of(TOPIC);
    }

    @Override
    public Optional<OutgoingEvent> next() {
        if (closed || index == options.count()) {
            return Optional.empty();
        }
        now = Math.max(now, options.timeline().millisOf(index));
        int kind = kinds.draw();
        OutgoingEvent event = kind == DUPLICATE ? duplicate() : text(kind);
        index++;
        return Optional.of(event);
    }

    @Override
    public void close() {
        closed = true;
    }

    private OutgoingEvent duplicate() {
        ProducerRecord<byte[], byte[]> again = last.get(random.nextInt(LAST));
        if (again == null || now - again.timestamp() > DUPLICATE_WITHIN_MILLIS) {
            return text(ExactShares.NONE);
        }
        kinds.take(DUPLICATE);
        return new OutgoingEvent(again, EventKind.DUPLICATE);
    }

    private OutgoingEvent text(int kind) {
        var person = new UserProfile(users.draw(random));
        double mood = person.mood();
        String text = switch (kind) {
            case EMPTY -> sentences.empty();
            case LONG_ONE -> sentences.some(mood, LONG + random.nextInt(LONG));
            case FOREIGN -> sentences.foreign();
            case EMOJI -> sentences.withEmoji(mood);
            default -> sentences.some(mood);
        };
        if (kind != ExactShares.NONE) {
            kinds.take(kind);
        }
        byte[] key = writer.key(person);
        byte[] value = writer.text(
                // An odd factor maps different numbers to different ids.
                index * 0x9E3779B97F4A7C15L + idOffset,
                text,
                now,
                SOURCES[random.nextInt(SOURCES.length)],
                PRIORITIES[random.nextInt(PRIORITIES.length)],
                key,
                SplitMix.mix(person.traits() + now / SESSION_MILLIS));
        var record = new ProducerRecord<>(TOPIC, null, now, key, value);
        last.set((int) (index % LAST), record);
        return new OutgoingEvent(record, EventKind.PLAIN);
    }
}
