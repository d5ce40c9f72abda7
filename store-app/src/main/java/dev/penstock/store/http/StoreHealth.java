// SPDX-License-Identifier: Apache-2.0
package dev.penstock.store.http;

import dev.penstock.store.app.StoreProgress;

import java.util.Map;

/**
 * Answer of {@code /health/…}.
 *
 * @param status {@code ready}, {@code failing} or {@code failed}
 * @param live whether it works or tries to
 * @param ready whether all stores take rows
 * @param stores by name
 */
record StoreHealth(String status, boolean live, boolean ready, Map<String, StoreProgress> stores) {

    static StoreHealth of(boolean live, Map<String, StoreProgress> stores) {
        boolean ready = live && stores.values().stream().noneMatch(StoreProgress::failing);
        return new StoreHealth(ready ? "ready" : live ? "failing" : "failed", live, ready, stores);
    }
}
