// SPDX-License-Identifier: Apache-2.0
package dev.penstock.bench.contender.dsl;

import dev.penstock.bench.truth.AppEvent;
import dev.penstock.bench.truth.AppEventReader;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Grouped;
import org.apache.kafka.streams.kstream.Materialized;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.kstream.TimeWindows;
import org.apache.kafka.streams.state.WindowStore;

import java.time.Duration;

/**
 * User activity as one writes it when it has to be fast: events read by a streaming parser, a compact state, and the
 * record cache in front of the store, so that a user's row leaves once per commit.
 */
public final class BinaryDsl {

    private BinaryDsl() {}

    /** @param to topic of the rows */
    public static void addTo(StreamsBuilder builder, String from, String to) {
        Serde<AppEvent> events = events();
        builder.stream(from, Consumed.with(Serdes.String(), events).withName("app-events"))
                .groupByKey(Grouped.with("user-activity", Serdes.String(), events))
                .windowedBy(TimeWindows.ofSizeAndGrace(Duration.ofMinutes(1), Duration.ofSeconds(30)))
                .aggregate(
                        BinaryActivity::new,
                        (user, event, activity) -> activity.add(event),
                        Materialized.<String, BinaryActivity, WindowStore<Bytes, byte[]>>as("user-activity")
                                .withKeySerde(Serdes.String())
                                .withValueSerde(state())
                                .withCachingEnabled())
                .toStream()
                .map((key, activity) -> KeyValue.pair(
                        key.key(),
                        activity.row(
                                key.key(), key.window().start(), key.window().end())))
                .to(to, Produced.with(Serdes.String(), Serdes.ByteArray()));
    }

    /** Events are never written: they stay with their key, so nothing is repartitioned. */
    private static Serde<AppEvent> events() {
        var reader = new AppEventReader();
        return Serdes.serdeFrom(
                (topic, event) -> {
                    throw new UnsupportedOperationException("an event is not written to " + topic);
                },
                (topic, bytes) -> bytes == null ? null : reader.read(bytes));
    }

    private static Serde<BinaryActivity> state() {
        return Serdes.serdeFrom(
                (topic, activity) -> activity == null ? null : activity.toBytes(),
                (topic, bytes) -> bytes == null ? null : BinaryActivity.fromBytes(bytes));
    }
}
