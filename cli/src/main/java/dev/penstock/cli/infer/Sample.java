// SPDX-License-Identifier: Apache-2.0
package dev.penstock.cli.infer;

import dev.penstock.cli.support.Causes;
import dev.penstock.cli.support.CommandException;
import dev.penstock.producer.input.EventReader;
import dev.penstock.streams.client.KafkaAdmin;
import dev.penstock.streams.client.KafkaSettings;
import dev.penstock.streams.senders.RecentRecords;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Records to learn from.
 *
 * @param from what they are of, in words
 * @param topic the topic that they are in, or are to be in
 * @param isOfTopic whether they come from Kafka, so that keys, headers and timestamps mean something
 */
record Sample(String from, String topic, boolean isOfTopic, List<Record> records) {

    private static final int MOST_EVENT_BYTES = 1 << 20;

    /**
     * One of them.
     *
     * @param key null for none
     * @param value not null
     * @param lastHeader finds the value of the last header of a name; null for none
     */
    record Record(byte[] key, byte[] value, Function<String, byte[]> lastHeader) {}

    /** @throws CommandException if the file can't be read or holds nothing */
    static Sample ofFile(String file, String topic, int most) {
        var records = new ArrayList<Record>();
        try (var events = EventReader.open(file, "--input", MOST_EVENT_BYTES)) {
            for (var event = events.next(); event.isPresent() && records.size() < most; event = events.next()) {
                if (event.get().bytes().length > 0 && !event.get().tooLong()) {
                    records.add(new Record(null, event.get().bytes(), name -> null));
                }
            }
        } catch (IOException e) {
            throw new CommandException("--input " + file + " can't be read: " + Causes.ofFile(e), e);
        }
        if (records.isEmpty()) {
            throw new CommandException("--input " + file + " holds no event");
        }
        return new Sample("--input " + file, topic, false, records);
    }

    /**
     * @param most of all partitions together
     * @throws CommandException if there is no such topic, or nothing in it
     * @throws dev.penstock.streams.client.KafkaFailure if Kafka does not answer
     */
    static Sample ofTopic(KafkaSettings settings, String topic, int most) {
        Map<String, Integer> partitions;
        try (var admin = new KafkaAdmin(settings)) {
            partitions = admin.partitions(List.of(topic));
        }
        Integer count = partitions.get(topic);
        if (count == null) {
            throw new CommandException("there is no topic " + topic + " at " + settings.servers());
        }
        List<Record> records = RecentRecords.read(settings, topic, count, Math.max(1, most / count)).stream()
                .filter(record -> record.value() != null)
                .map(record -> new Record(record.key(), record.value(), name -> lastHeader(record, name)))
                .toList();
        if (records.isEmpty()) {
            throw new CommandException(
                    "topic " + topic + " has no record with a value; infer needs some to learn from");
        }
        return new Sample("topic " + topic, topic, true, records);
    }

    private static byte[] lastHeader(ConsumerRecord<byte[], byte[]> record, String name) {
        Header header = record.headers().lastHeader(name);
        return header == null ? null : header.value();
    }
}
