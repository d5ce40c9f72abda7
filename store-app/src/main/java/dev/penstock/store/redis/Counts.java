// SPDX-License-Identifier: Apache-2.0
package dev.penstock.store.redis;

import dev.penstock.store.app.StoreMeters;

import java.util.HashMap;
import java.util.Map;

/** Counts the rows of a batch, which are told only when they are written for good. */
final class Counts {

    private final Map<String, Long> written = new HashMap<>();
    private final Map<String, Long> older = new HashMap<>();

    void written(RedisGroup group, long count) {
        written.merge(group.name(), count, Long::sum);
    }

    void older(RedisGroup group, long count) {
        older.merge(group.name(), count, Long::sum);
    }

    void tell(StoreMeters meters) {
        written.forEach(meters::written);
        older.forEach(meters::older);
    }
}
