// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.deadletters.replay;

import dev.penstock.streams.client.KafkaAdmin;
import dev.penstock.streams.client.KafkaFailure;
import dev.penstock.streams.client.KafkaSettings;
import dev.penstock.streams.deadletters.Letter;
import org.apache.kafka.common.TopicPartition;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Sends the letters of a topic back to where they came from, each exactly once, however often it is run and wherever it
 * is stopped: what is sent and how far it got are committed together. The letters stay in their topic. One that does not
 * say where it came from is passed over. Of one that is cut the whole record is read from there; if that is gone, it is
 * passed over, too.
 *
 * <p>How far it got is kept as the offsets of a consumer group without members. Kafka forgets those
 * ({@code offsets.retention.minutes}, a week by default) after the last replay.
 */
public final class LetterReplay {

    private final KafkaSettings settings;
    private final String topic;
    private final LetterFilter filter;
    private final ReplayTarget target;
    private final Watcher watcher;
    private final Map<String, Long> sent = new TreeMap<>();
    private long total;
    private final Map<LeftOut, Long> leftOut = new LinkedHashMap<>();
    private Map<String, Set<String>> alsoReadBy = Map.of();
    private Set<String> unread = Set.of();
    private long withoutOrigin;
    private volatile boolean stopping;

    /** Is told what happens, by the thread that replays. */
    public interface Watcher {

        /** This letter was sent, for good; in a rehearsal: it would be. */
        void sent(Letter letter);

        /** This letter does not say where it came from, or is cut and the record that it is of is gone. */
        void withoutOrigin(Letter letter);
    }

    /**
     * What came of a replay.
     *
     * @param sent how many letters were sent back, by reason
     * @param withoutOrigin how many don't say where they came from, or are cut and the record that they are of is gone
     * @param leftOut how many were not sent because their records are read without them
     * @param alsoReadBy by topic that letters were sent to, applications that read it now and did not set them aside
     * @param unread topics that letters were sent to and no application reads now
     */
    public record Summary(
            Map<String, Long> sent,
            long withoutOrigin,
            Map<LeftOut, Long> leftOut,
            Map<String, Set<String>> alsoReadBy,
            Set<String> unread) {}

    /**
     * What letters that are not sent have in common.
     *
     * @param application that set them aside
     * @param topic that they came from
     * @param reader an application that gets them without a replay: it has read that topic from its beginning, or will
     */
    public record LeftOut(String application, String topic, String reader) {}

    /** A replay for the applications that run now. */
    public LetterReplay(KafkaSettings settings, String topic, LetterFilter filter, Watcher watcher) {
        this(settings, topic, filter, ReplayTarget.RUNNING, watcher);
    }

    public LetterReplay(
            KafkaSettings settings, String topic, LetterFilter filter, ReplayTarget target, Watcher watcher) {
        this.settings = settings;
        this.topic = topic;
        this.filter = filter;
        this.target = target;
        this.watcher = watcher;
    }

    /** The consumer group whose offsets tell how far the replay of a topic is. */
    public static String group(String topic) {
        return "penstock-dlq-replay-" + topic;
    }

    /**
     * Sends what was not sent yet, up to the end that the topic has now.
     *
     * @throws KafkaFailure if there is no such topic, it holds no letters, Kafka does not answer, a letter is refused, or the partition that
     *     it came from is no longer there. What was sent before stays sent, the rest is left to the next run
     */
    public void run() {
        try (var admin = new KafkaAdmin(settings);
                var reader = reader(admin);
                var originals = new OriginalRecords(settings);
                var sink = new TransactionalSink(settings, group(topic), reader.group())) {
            replay(reader, new ReplayAudience(target, admin), new OriginCheck(admin), originals, sink);
        }
    }

    /**
     * Goes through what {@link #run} would send, and sends nothing.
     *
     * @throws KafkaFailure as {@code run} does, as far as that shows without sending
     */
    public void rehearse() {
        try (var admin = new KafkaAdmin(settings);
                var reader = reader(admin);
                var originals = new OriginalRecords(settings)) {
            replay(
                    reader,
                    new ReplayAudience(target, admin),
                    new OriginCheck(admin),
                    originals,
                    (letters, partition, reached) -> {});
        }
    }

    /** Ends the run after what is being sent. May be called by any thread. */
    public void stop() {
        stopping = true;
    }

    /** What came of it so far; for the thread that replays. */
    public Summary summary() {
        return new Summary(new TreeMap<>(sent), withoutOrigin, new LinkedHashMap<>(leftOut), alsoReadBy, unread);
    }

    private LetterReader reader(KafkaAdmin admin) {
        return new LetterReader(settings, group(topic), topic, admin.partitions(topic));
    }

    private void replay(
            LetterReader reader,
            ReplayAudience audience,
            OriginCheck origins,
            OriginalRecords originals,
            LetterSink sink) {
        LetterTopic.require(topic, reader);
        alsoReadBy = audience.others();
        unread = audience.unread();
        // Only now, when no earlier run can commit any more: the sink has seen to that.
        var committed = reader.committed();
        for (TopicPartition partition : reader.partitions()) {
            var position = committed.containsKey(partition)
                    ? ReplayPosition.of(committed.get(partition))
                    : ReplayPosition.START;
            reader.go(partition, position.next(filter.reasons()));
            List<Letter> letters = next(reader);
            while (!letters.isEmpty()) {
                var batch = ReplayBatch.of(
                        letters,
                        position,
                        filter,
                        filter.limit() - total,
                        audience::of,
                        origins::obstacle,
                        originals::whole);
                send(batch, partition, sink);
                position = batch.reached();
                letters = next(reader);
            }
        }
    }

    private List<Letter> next(LetterReader reader) {
        return stopping || total == filter.limit() ? List.of() : reader.next();
    }

    private void send(ReplayBatch batch, TopicPartition partition, LetterSink sink) {
        batch.withoutOrigin().forEach(watcher::withoutOrigin);
        withoutOrigin += batch.withoutOrigin().size();
        for (var left : batch.leftOut()) {
            var common = new LeftOut(
                    left.letter().application().orElse(""),
                    left.letter().origin().orElseThrow().topic(),
                    left.reader());
            leftOut.merge(common, 1L, Long::sum);
        }
        if (!batch.toSend().isEmpty()) {
            sink.send(batch.toSend(), partition, batch.reached().toCommit());
            total += batch.toSend().size();
            for (Letter letter : batch.toSend()) {
                sent.merge(letter.reason(), 1L, Long::sum);
                watcher.sent(letter);
            }
        }
        if (!batch.obstacle().isEmpty()) {
            throw new KafkaFailure(batch.obstacle());
        }
    }
}
