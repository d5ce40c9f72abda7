// SPDX-License-Identifier: Apache-2.0
package dev.penstock.bench.contender.dsl;

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

/** User activity as one writes it first: data binding for events and state, and every event's row at once. */
public final class JsonDsl {

    private JsonDsl() {}

    /** @param to topic of the rows */
    public static void addTo(StreamsBuilder builder, String from, String to) {
        var events = new JsonSerde<>(JsonEvent.class);
        var rows = new JsonSerde<>(ActivityRow.class);
        builder.stream(from, Consumed.with(Serdes.String(), events).withName("app-events"))
                .groupByKey(Grouped.with("user-activity", Serdes.String(), events))
                .windowedBy(TimeWindows.ofSizeAndGrace(Duration.ofMinutes(1), Duration.ofSeconds(30)))
                .aggregate(
                        JsonActivity::new,
                        (user, event, activity) -> activity.add(event),
                        Materialized.<String, JsonActivity, WindowStore<Bytes, byte[]>>as("user-activity")
                                .withKeySerde(Serdes.String())
                                .withValueSerde(new JsonSerde<>(JsonActivity.class))
                                .withCachingDisabled())
                .toStream()
                .map((key, activity) -> KeyValue.pair(
                        key.key(),
                        activity.row(
                                key.key(), key.window().start(), key.window().end())))
                .to(to, Produced.with(Serdes.String(), rows));
    }
}
