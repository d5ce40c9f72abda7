// SPDX-License-Identifier: Apache-2.0
package dev.penstock.cli.demo.state;

import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The newest rows of the entities that were seen last, and the choice of one to watch: the busiest of the first seconds,
 * for as long as it is active or all are idle. Used by one thread at a time.
 */
final class Entities {

    static final int MOST_ENTITIES = 500;
    static final int MOST_WINDOWS = 12;

    private static final long SETTLE_NANOS = Duration.ofSeconds(2).toNanos();
    private static final long IDLE_NANOS = Duration.ofSeconds(30).toNanos();

    /** Least recently seen first. */
    private final Map<String, Entity> byKey = new LinkedHashMap<>(16, 0.75f, true);

    private boolean settled;
    private long firstNanos;
    private String watched = "";

    private static final class Entity {
        private final Map<String, TreeMap<Long, FeatureRow>> groups = new LinkedHashMap<>();
        private long rows;
        private long lastNanos;
    }

    void add(String group, FeatureRow row, long nanos) {
        if (byKey.isEmpty()) {
            firstNanos = nanos;
        }
        Entity entity = byKey.computeIfAbsent(row.key(), key -> new Entity());
        entity.rows++;
        entity.lastNanos = nanos;
        var windows = entity.groups.computeIfAbsent(group, name -> new TreeMap<>(Comparator.reverseOrder()));
        windows.put(row.windowStart(), row);
        if (windows.size() > MOST_WINDOWS) {
            windows.pollLastEntry();
        }
        if (byKey.size() > MOST_ENTITIES) {
            byKey.get(watched); // counts as seen, so it isn't the one that goes
            byKey.remove(byKey.keySet().iterator().next());
        }
    }

    /** The key to watch; empty before there is any. */
    Optional<String> watch(long nanos) {
        if (byKey.isEmpty()) {
            return Optional.empty();
        }
        if (!settled || isLeft(nanos)) {
            settled = nanos - firstNanos >= SETTLE_NANOS;
            watched = busiest();
        }
        return Optional.of(watched);
    }

    /** The rows of an entity in a group, newest window first. */
    List<FeatureRow> rows(String key, String group) {
        // Not get(), which would make it one that was seen.
        return byKey.entrySet().stream()
                .filter(entry -> entry.getKey().equals(key))
                .flatMap(entry -> entry.getValue().groups.getOrDefault(group, new TreeMap<>()).values().stream())
                .toList();
    }

    private boolean isLeft(long nanos) {
        long idleSince = byKey.get(watched).lastNanos;
        boolean othersActive = byKey.values().stream().anyMatch(entity -> nanos - entity.lastNanos < IDLE_NANOS);
        return nanos - idleSince >= IDLE_NANOS && othersActive;
    }

    /** Of those active lately, if there are any. */
    private String busiest() {
        long newest = byKey.values().stream()
                .mapToLong(entity -> entity.lastNanos)
                .max()
                .orElseThrow();
        return byKey.entrySet().stream()
                .filter(entry -> newest - entry.getValue().lastNanos < IDLE_NANOS)
                .max(Comparator.comparingLong(entry -> entry.getValue().rows))
                .orElseThrow()
                .getKey();
    }
}
