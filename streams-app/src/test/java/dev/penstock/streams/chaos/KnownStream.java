// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.chaos;

import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * Feeds a stream of purchases of which all is known: it keeps by plain arithmetic, and with nothing of Penstock, what
 * every key and window must add up to and how many events come too late. Some events are out of order, a few late.
 */
final class KnownStream implements AutoCloseable {

    static final String TOPIC = "purchases";

    private static final long WINDOW = 60_000;
    private static final long GRACE = 30_000;
    private static final int USERS = 500;
    private static final int ITEMS = 40;

    /** What a row must say. */
    record Totals(long events, BigDecimal spend) {
        Totals plus(BigDecimal amount) {
            return new Totals(events + 1, spend.add(amount));
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Totals totals && events == totals.events && spend.compareTo(totals.spend) == 0;
        }

        @Override
        public int hashCode() {
            return Long.hashCode(events);
        }
    }

    private static final Totals NONE = new Totals(0, BigDecimal.ZERO);

    private final Random random;
    private final KafkaProducer<byte[], byte[]> producer;
    private final long[] partitionTime;
    private final Map<Row, Totals> byUser = new HashMap<>();
    private final Map<Row, Totals> byItem = new HashMap<>();
    private long late;
    private long time;
    private long closedBefore;

    KnownStream(String bootstrapServers, int partitions, long seed, long startTime) {
        this.random = new Random(seed);
        this.time = startTime;
        this.partitionTime = new long[partitions];
        this.producer = new KafkaProducer<>(
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrapServers,
                        ProducerConfig.COMPRESSION_TYPE_CONFIG,
                        "lz4",
                        ProducerConfig.LINGER_MS_CONFIG,
                        5),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    /** Sends so many events and waits until all are stored. */
    void feed(int count) {
        feedAll(Stream.generate(this::next).limit(count).toList());
    }

    private void feedAll(List<ProducerRecord<byte[], byte[]>> events) {
        List<Future<?>> sent = new ArrayList<>();
        events.forEach(event -> sent.add(producer.send(event)));
        for (Future<?> result : sent) {
            try {
                result.get();
            } catch (InterruptedException | ExecutionException e) {
                throw new AssertionError("an event was not stored", e);
            }
        }
    }

    /** Sends an event to each partition that is so much later that all windows before it are over. */
    void closeWindows() {
        time += 10 * WINDOW;
        closedBefore = time - time % WINDOW;
        feedAll(IntStream.range(0, partitionTime.length)
                .mapToObj(user -> event(user, 0, BigDecimal.ONE, 0))
                .toList());
    }

    /** What the rows by user must say whose windows are over. */
    Map<Row, Totals> closedByUser() {
        return byUser.entrySet().stream()
                .filter(row -> row.getKey().windowStart() < closedBefore)
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private ProducerRecord<byte[], byte[]> next() {
        int user = random.nextInt(USERS);
        int item = random.nextInt(ITEMS);
        BigDecimal amount = BigDecimal.valueOf(random.nextInt(100_000), 2);
        time += random.nextInt(20);
        // One in twenty is out of order, of those one in ten so much that most windows no longer take it.
        long back = random.nextInt(20) > 0 ? 0 : random.nextInt(10) > 0 ? random.nextInt(20_000) : 300_000;
        return event(user, item, amount, back);
    }

    private ProducerRecord<byte[], byte[]> event(int user, int item, BigDecimal amount, long back) {
        int partition = user % partitionTime.length;
        count(user, item, amount, time - back, partition);
        String json = "{\"user\":\"user-%d\",\"item\":\"item-%d\",\"amount\":%s,\"at\":%d}"
                .formatted(user, item, amount, time - back);
        return new ProducerRecord<>(TOPIC, partition, null, ("user-" + user).getBytes(UTF_8), json.getBytes(UTF_8));
    }

    private void count(int user, int item, BigDecimal amount, long at, int partition) {
        long windowStart = at - at % WINDOW;
        if (windowStart + WINDOW + GRACE <= partitionTime[partition]) {
            late++;
        } else {
            byUser.merge(new Row("user-" + user, windowStart), NONE.plus(amount), (sum, one) -> sum.plus(amount));
            byItem.merge(new Row("item-" + item, windowStart), NONE.plus(amount), (sum, one) -> sum.plus(amount));
        }
        partitionTime[partition] = Math.max(partitionTime[partition], at);
    }

    /** What the newest rows by user must say. */
    Map<Row, Totals> byUser() {
        return byUser;
    }

    /** What the newest rows by item must say. */
    Map<Row, Totals> byItem() {
        return byItem;
    }

    /** How many events each group must have set aside. */
    long late() {
        return late;
    }

    @Override
    public void close() {
        producer.close();
    }
}
