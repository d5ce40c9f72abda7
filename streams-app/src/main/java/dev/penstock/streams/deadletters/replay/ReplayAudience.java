// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.deadletters.replay;

import dev.penstock.streams.client.KafkaAdmin;
import dev.penstock.streams.client.KafkaSettings;
import dev.penstock.streams.client.StreamsGroups;
import dev.penstock.streams.deadletters.Letter;
import dev.penstock.streams.deadletters.Origin;
import org.apache.kafka.common.TopicPartition;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Knows for whom letters are sent back. The application that set a record aside has not counted it, so it gets it again.
 * Another one that runs in its place, under a new id, reads the record itself where it lies in the source, and would count
 * it twice.
 */
final class ReplayAudience {

    /** Whether to send a letter. */
    enum Verdict {
        SEND,
        /** Every application that it is for reads the record itself. */
        READ_ALREADY,
        /** One that it is for may have read the record itself. */
        UNKNOWN
    }

    /**
     * A verdict.
     *
     * @param reader the application that it is about; empty where letters are sent
     */
    record Ruling(Verdict verdict, String reader) {}

    static final Ruling SEND = new Ruling(Verdict.SEND, "");

    private final ReplayTarget target;
    private final StreamsGroups groups;
    private final KafkaAdmin admin;
    private final boolean fromTheStart;
    private final Map<String, Set<String>> running;
    private final Map<String, Map<TopicPartition, Long>> committed = new HashMap<>();
    private final Map<String, Map<TopicPartition, Long>> begins = new HashMap<>();
    private final Map<String, Set<String>> stoppedReaders = new HashMap<>();
    private final Map<String, Set<String>> others = new TreeMap<>();
    private final Set<String> unread = new TreeSet<>();

    ReplayAudience(ReplayTarget target, KafkaAdmin admin) {
        this.target = target;
        this.admin = admin;
        groups = new StreamsGroups(admin);
        fromTheStart = startsAtTheBeginning(admin.settings());
        running = target.application().isEmpty() && !target.all() ? groups.running() : Map.of();
    }

    /** Whether a new application reads from the first record on, as it does unless it is told otherwise. */
    private static boolean startsAtTheBeginning(KafkaSettings settings) {
        return Stream.of("main.consumer.auto.offset.reset", "consumer.auto.offset.reset", "auto.offset.reset")
                .map(settings.given()::get)
                .filter(reset -> reset != null)
                .findFirst()
                .map("earliest"::equals)
                .orElse(true);
    }

    /** @param letter that says where it came from */
    Ruling of(Letter letter) {
        Origin origin = letter.origin().orElseThrow();
        Optional<String> author = letter.application();
        Set<String> readers = readers(origin);
        if (target.all() || author.isEmpty() || readers.contains(author.get())) {
            noteOthers(origin, author, readers);
            return SEND;
        }
        if (readers.isEmpty()) {
            return ofStopped(origin, author.get());
        }
        Ruling ruling = SEND;
        for (String reader : readers) {
            Verdict verdict = of(origin, reader);
            if (verdict == Verdict.UNKNOWN) {
                return new Ruling(verdict, reader);
            }
            if (verdict == Verdict.READ_ALREADY) {
                ruling = new Ruling(verdict, reader);
            }
        }
        return ruling;
    }

    /** Nobody reads the topic now: that is clear only where one application ever did. */
    private Ruling ofStopped(Origin origin, String author) {
        unread.add(origin.topic());
        return stoppedReaders.computeIfAbsent(origin.topic(), this::stoppedReaders).stream()
                .filter(reader -> !reader.equals(author))
                .findFirst()
                .map(reader -> new Ruling(Verdict.UNKNOWN, reader))
                .orElse(SEND);
    }

    private Set<String> stoppedReaders(String topic) {
        Set<String> readers = new TreeSet<>();
        for (String id : groups.stopped()) {
            if (groups.committed(id).keySet().stream()
                    .anyMatch(partition -> partition.topic().equals(topic))) {
                readers.add(id);
            }
        }
        return readers;
    }

    private Set<String> readers(Origin origin) {
        if (target.application().isPresent()) {
            return Set.of(target.application().get());
        }
        Set<String> readers = new TreeSet<>();
        running.forEach((id, topics) -> {
            if (topics.contains(origin.topic())) {
                readers.add(id);
            }
        });
        return readers;
    }

    private void noteOthers(Origin origin, Optional<String> author, Set<String> readers) {
        var beside = new HashSet<>(readers);
        author.ifPresent(beside::remove);
        if (!beside.isEmpty() && readers.size() > 1) {
            others.computeIfAbsent(origin.topic(), topic -> new TreeSet<>()).addAll(beside);
        }
    }

    /** By topic, the applications that read letters that were sent, and did not set them aside. */
    Map<String, Set<String>> others() {
        return others;
    }

    /** Topics that letters were sent to and no application reads now. */
    Set<String> unread() {
        return unread;
    }

    private Verdict of(Origin origin, String reader) {
        var partition = new TopicPartition(origin.topic(), origin.partition());
        Long next = committed.computeIfAbsent(reader, groups::committed).get(partition);
        if (next == null) {
            return fromTheStart ? Verdict.READ_ALREADY : Verdict.SEND;
        }
        if (next <= origin.offset()) {
            return Verdict.READ_ALREADY;
        }
        // Behind it; whether it began before it is certain only as long as the record is there to be read.
        return fromTheStart && isThere(origin, partition) ? Verdict.READ_ALREADY : Verdict.UNKNOWN;
    }

    private boolean isThere(Origin origin, TopicPartition partition) {
        Long begin = begins.computeIfAbsent(origin.topic(), admin::beginnings).get(partition);
        return begin != null && begin <= origin.offset();
    }
}
