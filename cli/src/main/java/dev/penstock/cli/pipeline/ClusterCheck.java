// SPDX-License-Identifier: Apache-2.0
package dev.penstock.cli.pipeline;

import dev.penstock.cli.support.Counted;
import dev.penstock.event.BadEvent;
import dev.penstock.event.BadEvent.Reason;
import dev.penstock.event.DecodeLimits;
import dev.penstock.event.Event;
import dev.penstock.event.EventResult;
import dev.penstock.event.SchemaRegistry;
import dev.penstock.event.decode.EventDecoder;
import dev.penstock.event.pipeline.Pipeline;
import dev.penstock.event.pipeline.Source;
import dev.penstock.streams.client.KafkaAdmin;
import dev.penstock.streams.client.KafkaSettings;
import dev.penstock.streams.registry.Schemas;
import dev.penstock.streams.senders.KeyPlacements;
import dev.penstock.streams.senders.RecentRecords;
import dev.penstock.streams.topics.PipelineTopic;
import dev.penstock.streams.topics.PipelineTopics;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Holds a pipeline against what is in Kafka before anything starts: whether its topics are there, and what the newest records
 * of its sources are like.
 */
final class ClusterCheck {

    /** Of each partition. */
    private static final int SAMPLE = 1_000;

    private final Pipeline pipeline;
    private final KafkaSettings settings;
    private final SchemaRegistry schemas;
    private final PrintWriter out;
    private boolean right = true;

    private ClusterCheck(Pipeline pipeline, KafkaSettings settings, SchemaRegistry schemas, PrintWriter out) {
        this.pipeline = pipeline;
        this.settings = settings;
        this.schemas = schemas;
        this.out = out;
    }

    /**
     * Prints what it finds, a line each.
     *
     * @return whether nothing is wrong. Topics that {@code ./penstock topics} will create are no mistake
     * @throws dev.penstock.streams.client.KafkaFailure if Kafka does not answer
     */
    static boolean run(Pipeline pipeline, KafkaSettings settings, PrintWriter out) {
        try (Schemas schemas = Schemas.of(pipeline, settings)) {
            var check = new ClusterCheck(pipeline, settings, schemas.registry(), out);
            check.all();
            return check.right;
        }
    }

    private void all() {
        List<String> names =
                PipelineTopics.of(pipeline).stream().map(PipelineTopic::name).toList();
        Map<String, Integer> partitions;
        try (var admin = new KafkaAdmin(settings)) {
            partitions = admin.partitions(names);
        }
        List<String> missing = new ArrayList<>(names);
        missing.removeAll(partitions.keySet());
        for (Source source : pipeline.sources()) {
            if (partitions.containsKey(source.topic())) {
                look(source, partitions.get(source.topic()));
            } else {
                wrong("source '%s': there is no topic %s at %s", source.name(), source.topic(), settings.servers());
            }
            missing.remove(source.topic());
        }
        if (!missing.isEmpty()) {
            say("not there yet, ./penstock topics creates them: %s", String.join(", ", missing));
        }
    }

    private void look(Source source, int partitions) {
        List<ConsumerRecord<byte[], byte[]>> records = RecentRecords.read(settings, source.topic(), partitions, SAMPLE);
        say(
                "source '%s': topic %s has %s; %s read",
                source.name(),
                source.topic(),
                Counted.of(partitions, "partition"),
                Counted.of(records.size(), "recent record"));
        var placements = new KeyPlacements(partitions);
        var decoder = new EventDecoder(pipeline, source, DecodeLimits.DEFAULT, schemas);
        var firsts = new EnumMap<Reason, String>(Reason.class);
        var counts = new EnumMap<Reason, Integer>(Reason.class);
        for (ConsumerRecord<byte[], byte[]> record : records) {
            placements.add(record.key(), record.partition());
            read(record, decoder).ifPresent(bad -> {
                counts.merge(bad.reason(), 1, Integer::sum);
                firsts.putIfAbsent(
                        bad.reason(),
                        bad.detail() + " (partition " + record.partition() + ", offset " + record.offset() + ")");
            });
        }
        counts.forEach((reason, count) -> wrong(
                "source '%s': %s would be dead letters, %s: %s",
                source.name(), Counted.of(count, "record"), reason.code(), firsts.get(reason)));
        if (source.key().isLookedAt() && placements.isMixed()) {
            wrong(
                    "source '%s': senders don't choose the partitions of %s alike: %s",
                    source.name(), source.topic(), placements.advice());
        }
    }

    /** Why a record would be a dead letter, if it would. */
    private static Optional<BadEvent> read(ConsumerRecord<byte[], byte[]> record, EventDecoder decoder) {
        return record.value() == null
                ? Optional.empty()
                : decoder.decodeAll(record.value(), name -> lastHeader(record, name)).stream()
                        .map(result -> check(result, record.key(), decoder))
                        .filter(BadEvent.class::isInstance)
                        .map(BadEvent.class::cast)
                        .findFirst();
    }

    private static EventResult check(EventResult result, byte[] key, EventDecoder decoder) {
        return result instanceof Event event && !decoder.partitionKeyEquals(event.fields(), key)
                ? decoder.keyMismatch(event.fields(), key)
                : result;
    }

    private static byte[] lastHeader(ConsumerRecord<byte[], byte[]> record, String name) {
        Header header = record.headers().lastHeader(name);
        return header == null ? null : header.value();
    }

    private void wrong(String format, Object... arguments) {
        right = false;
        say(format, arguments);
    }

    private void say(String format, Object... arguments) {
        out.println(String.format(Locale.ROOT, format, arguments));
    }
}
