// SPDX-License-Identifier: Apache-2.0
package dev.penstock.bench.question.queries;

import dev.penstock.bench.truth.FeatureRow;
import org.apache.kafka.clients.consumer.ConsumerRecord;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * The rows that a {@code read_committed} consumer has seen so far, each version of them: each counts more events than the
 * one before. Safe for use by many threads.
 */
final class CommittedRows {

    private final Map<String, User> users = new HashMap<>();
    private final List<String> names = new ArrayList<>();
    private final Map<Integer, Partition> partitions = new HashMap<>();
    private long events;

    /** How many rows a partition had, by time. */
    private static final class Partition {
        private int rows;
        private final NavigableMap<Long, Integer> rowsAt = new TreeMap<>();
    }

    private record User(int partition, NavigableMap<Long, Versions> windows) {}

    /** Of one row: how many events each counts, and as which row of its partition it came. */
    private static final class Versions {
        private int[] events = new int[8];
        private int[] places = new int[8];
        private int count;
        private byte[] newest = {};

        long latest() {
            return count == 0 ? 0 : events[count - 1];
        }

        void add(int counted, int place, byte[] row) {
            if (count == events.length) {
                events = Arrays.copyOf(events, 2 * count);
                places = Arrays.copyOf(places, 2 * count);
            }
            events[count] = counted;
            places[count] = place;
            count++;
            newest = row;
        }
    }

    /**
     * What had been seen of a user's rows when it was asked for.
     *
     * @param at epoch milliseconds
     * @param windows how many events the newest row of each counts, by the window's start
     */
    record Seen(String user, int partition, long at, NavigableMap<Long, Long> windows) {}

    /**
     * A row of user activity is visible.
     *
     * @param now epoch milliseconds, never less than before
     * @throws IOException if it can't be read
     */
    void see(ConsumerRecord<byte[], byte[]> row, long now) throws IOException {
        FeatureRow read = FeatureRow.read(row.value());
        String user = new String(row.key(), StandardCharsets.UTF_8);
        add(row.partition(), user, read.windowStart(), Math.toIntExact(read.events()), row.value(), now);
    }

    /**
     * The same.
     *
     * @param window when it begins
     * @param counted events that it counts
     * @param now epoch milliseconds, never less than before
     */
    synchronized void add(int partition, String user, long window, int counted, byte[] row, long now) {
        Partition in = partitions.computeIfAbsent(partition, any -> new Partition());
        User known = users.computeIfAbsent(user, any -> {
            names.add(user);
            return new User(partition, new TreeMap<>());
        });
        Versions versions = known.windows.computeIfAbsent(window, any -> new Versions());
        events += counted - versions.latest();
        versions.add(counted, in.rows, row);
        in.rows++;
        in.rowsAt.put(now, in.rows);
    }

    /** What the newest rows count together. */
    synchronized long events() {
        return events;
    }

    /** Of all users that have rows, in the order in which they came. */
    synchronized List<String> users() {
        return List.copyOf(names);
    }

    synchronized int userCount() {
        return names.size();
    }

    /** One of them, from 0. */
    synchronized String user(int number) {
        return names.get(number);
    }

    /** @param now epoch milliseconds */
    synchronized Seen seen(String user, long now) {
        User known = users.get(user);
        var windows = new TreeMap<Long, Long>();
        known.windows.forEach((window, versions) -> windows.put(window, versions.latest()));
        return new Seen(user, known.partition, now, windows);
    }

    /** The newest rows of a user, newest window first. */
    synchronized List<byte[]> newest(String user) {
        return users.get(user).windows.descendingMap().values().stream()
                .map(versions -> versions.newest)
                .toList();
    }

    /**
     * How many rows of its partition somebody has missed, at least, who had only a certain version of a row: the one that
     * came next and all that were seen after it until a time.
     *
     * @param counted events that the row of that version counts; 0 for none at all
     * @param until epoch milliseconds
     */
    synchronized int missed(String user, long window, long counted, long until) {
        User known = users.get(user);
        Versions versions = known.windows.get(window);
        Map.Entry<Long, Integer> then = partitions.get(known.partition).rowsAt.floorEntry(until);
        for (int version = 0; version < versions.count; version++) {
            if (versions.events[version] > counted) {
                return then == null ? 0 : Math.max(0, then.getValue() - versions.places[version]);
            }
        }
        return 0;
    }
}
