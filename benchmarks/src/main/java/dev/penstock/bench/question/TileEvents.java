// SPDX-License-Identifier: Apache-2.0
package dev.penstock.bench.question;

import dev.penstock.producer.generator.Generator;
import dev.penstock.producer.send.EventKind;
import dev.penstock.producer.send.EventSource;
import dev.penstock.producer.send.OutgoingEvent;
import org.apache.kafka.clients.producer.ProducerRecord;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** One app event of each of many users in one minute: as many tiles of user activity. */
final class TileEvents implements EventSource {

    private static final long MINUTE_MILLIS = 60_000;
    private static final int ITEMS = 1_000;

    private final int tiles;
    private final long start;
    private int next;

    /**
     * @param tiles how many
     * @param before the minute before that one is taken
     */
    TileEvents(int tiles, Instant before) {
        this.tiles = tiles;
        start = before.truncatedTo(ChronoUnit.MINUTES).toEpochMilli() - MINUTE_MILLIS;
    }

    @Override
    public Optional<OutgoingEvent> next() {
        if (next >= tiles) {
            return Optional.empty();
        }
        int number = next++;
        String user = String.format(Locale.ROOT, "tile-%07d", number);
        long time = start + number * MINUTE_MILLIS / tiles;
        String value = String.format(
                Locale.ROOT,
                "{\"event_id\":\"%08x\",\"user_id\":\"%s\",\"event_type\":\"purchase\",\"item_id\":\"i%04d\",\"amount\":%d.5,"
                        + "\"timestamp\":%d,\"device\":\"web\",\"region\":\"eu\"}",
                number,
                user,
                number % ITEMS,
                number % ITEMS,
                time);
        return Optional.of(new OutgoingEvent(
                new ProducerRecord<>(
                        Generator.APP_TOPIC,
                        null,
                        time,
                        user.getBytes(StandardCharsets.UTF_8),
                        value.getBytes(StandardCharsets.UTF_8)),
                EventKind.PLAIN));
    }

    @Override
    public Set<String> topics() {
        return Set.of(Generator.APP_TOPIC);
    }

    @Override
    public void close() {
        // Nothing is open, and it ends by itself.
    }
}
