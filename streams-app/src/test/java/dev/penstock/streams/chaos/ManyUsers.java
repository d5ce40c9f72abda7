// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.chaos;

import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;

import static java.nio.charset.StandardCharsets.UTF_8;

/** Sends app events of very many users, all within a minute, and counts what must come of them. */
final class ManyUsers {

    static final String TOPIC = "app-events";

    private static final long MINUTE = 1_700_000_040_000L;
    private static final List<String> TYPES = List.of("view", "click", "purchase");

    private final int users;
    private final UserTotals totals;
    private long events;

    ManyUsers(int users) {
        this.users = users;
        this.totals = new UserTotals(users);
    }

    /** An event of everybody, then one more of every fourth, then twenty of every thousandth; returns when all are stored. */
    void send(String bootstrapServers) {
        var failure = new AtomicReference<Exception>();
        try (var producer = producer(bootstrapServers)) {
            for (int step : List.of(1, 4, 1_000)) {
                for (int user = 0; user < users; user += step) {
                    for (int i = 0; i < (step == 1_000 ? 20 : 1); i++) {
                        producer.send(next(user), (stored, e) -> {
                            if (e != null) {
                                failure.set(e);
                            }
                        });
                    }
                }
            }
        }
        if (failure.get() != null) {
            throw new AssertionError("an event was not stored", failure.get());
        }
    }

    /** How many events that were. */
    long sent() {
        return events;
    }

    private static KafkaProducer<byte[], byte[]> producer(String bootstrapServers) {
        return new KafkaProducer<>(
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrapServers,
                        ProducerConfig.COMPRESSION_TYPE_CONFIG,
                        "lz4",
                        ProducerConfig.BATCH_SIZE_CONFIG,
                        256 << 10,
                        ProducerConfig.LINGER_MS_CONFIG,
                        20),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    private ProducerRecord<byte[], byte[]> next(int user) {
        // No item twice of one user.
        int item = ++totals.items()[user];
        String type = TYPES.get(totals.events()[user]++ % 3);
        int cents = 1_000 + user % 9_000;
        if (type.equals("click")) {
            totals.clicks()[user]++;
        } else if (type.equals("purchase")) {
            totals.purchases()[user]++;
            totals.cents()[user] += cents;
        }
        String key = key(user);
        String value = "{\"event_id\":\"" + events + "\",\"user_id\":\"" + key + "\",\"event_type\":\"" + type
                + "\",\"item_id\":\"item-" + item + "\",\"amount\":" + cents / 100 + "." + cents / 10 % 10 + cents % 10
                + ",\"timestamp\":" + (MINUTE + events++ % 60_000) + ",\"device\":\"ios\",\"region\":\"eu\"}";
        return new ProducerRecord<>(TOPIC, key.getBytes(UTF_8), value.getBytes(UTF_8));
    }

    /** As long as a UUID. */
    private static String key(int user) {
        return (100_000_000 + user) + "-0000-4000-8000-00000000000";
    }

    static int user(String key) {
        return Integer.parseInt(key.substring(0, 9)) - 100_000_000;
    }

    int users() {
        return users;
    }

    /** What the newest rows must say. */
    UserTotals totals() {
        return totals;
    }
}
