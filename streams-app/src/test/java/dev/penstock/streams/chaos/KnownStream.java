// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.chaos;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Feeds a stream of purchases of which all is known. Some events are out of order, a few late, some come twice. */
final class KnownStream implements AutoCloseable {

    private static final long WINDOW = 60_000;
    private static final long GRACE = 30_000;
    private static final int USERS = 500;
    private static final int ITEMS = 40;

    private final GroupTruth byUser = new GroupTruth(Purchase::userKey, WINDOW, GRACE);
    private final GroupTruth byItem = new GroupTruth(Purchase::itemKey, WINDOW, GRACE);
    private final Map<String, Long> eventsByUser = new HashMap<>();
    private final Map<String, Long> eventsByItem = new HashMap<>();
    private final Random random;
    private final PurchaseFeed feed;
    private long time;
    private long ids;
    private long repeated;
    private long closedBefore;

    KnownStream(String bootstrapServers, int partitions, long seed, long startTime) {
        this.random = new Random(seed);
        this.time = startTime;
        this.feed = new PurchaseFeed(bootstrapServers, partitions, List.of(byUser, byItem));
    }

    /** Sends so many events, and some of them again, and waits until all are stored. */
    void feed(int count) {
        List<Purchase> events = Stream.generate(this::next).limit(count).toList();
        send(events);
        List<Purchase> again =
                events.stream().filter(event -> random.nextInt(10) == 0).toList();
        feed.sendAgain(again);
        repeated += again.size();
    }

    /** Sends an event to each partition that is so much later that all windows before it are over. */
    void closeWindows() {
        time += 10 * WINDOW;
        closedBefore = time - time % WINDOW;
        send(IntStream.range(0, feed.partitions())
                .mapToObj(user -> new Purchase(ids++, user, 0, BigDecimal.ONE, time))
                .toList());
    }

    private void send(List<Purchase> events) {
        events.forEach(event -> {
            eventsByUser.merge(event.userKey(), 1L, Long::sum);
            eventsByItem.merge(event.itemKey(), 1L, Long::sum);
        });
        feed.send(events);
    }

    private Purchase next() {
        int user = random.nextInt(USERS);
        int item = random.nextInt(ITEMS);
        BigDecimal amount = BigDecimal.valueOf(random.nextInt(100_000), 2);
        time += random.nextInt(20);
        // One in twenty is out of order, of those one in ten so much that most windows no longer take it.
        long back = random.nextInt(20) > 0 ? 0 : random.nextInt(10) > 0 ? random.nextInt(20_000) : 300_000;
        return new Purchase(ids++, user, item, amount, time - back);
    }

    /** How many events each user has. */
    Map<String, Long> eventsByUser() {
        return eventsByUser;
    }

    /** The same of items. */
    Map<String, Long> eventsByItem() {
        return eventsByItem;
    }

    /** What the newest rows by user must say. */
    Map<Row, Totals> byUser() {
        return byUser.rows();
    }

    /** What the newest rows by user must say whose windows are over. */
    Map<Row, Totals> closedByUser() {
        return byUser.rowsBefore(closedBefore);
    }

    /** What the newest rows by item must say. */
    Map<Row, Totals> byItem() {
        return byItem.rows();
    }

    /** How many events came twice. */
    long repeated() {
        return repeated;
    }

    /** How many events each group must have set aside. */
    long late() {
        return byUser.late();
    }

    @Override
    public void close() {
        feed.close();
    }
}
