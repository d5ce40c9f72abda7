// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.outputs;

import dev.penstock.streams.topics.TopicRules;

/**
 * Which timestamps a topic takes and keeps, as of some moment, in epoch milliseconds. Broker and application have clocks
 * of their own, and a record is on its way for a while, so what is near the border counts as beyond it.
 *
 * @param from a record stamped before this would be refused, or soon be gone
 * @param to a record stamped after this would be refused
 * @param keptFrom a record stamped before this would soon be gone: the topic keeps it for less than half of the time
 *     that it keeps a new one
 * @param now a timestamp that the topic takes for sure: the time of writing, unless it takes nothing near it
 */
record TimestampBounds(long from, long to, long keptFrom, long now) {

    /** @param marginMillis how near to the border is too near */
    static TimestampBounds of(TopicRules rules, long now, long marginMillis) {
        if (!rules.ownTimestamps()) {
            return new TimestampBounds(Long.MIN_VALUE, Long.MAX_VALUE, Long.MIN_VALUE, now);
        }
        long keptFrom =
                rules.retentionMillis() == TopicRules.FOR_EVER ? Long.MIN_VALUE : now - rules.retentionMillis() / 2;
        long takenFrom = rules.beforeMillis() >= now ? Long.MIN_VALUE : now - rules.beforeMillis() + marginMillis;
        long takenTo =
                rules.afterMillis() >= Long.MAX_VALUE - now ? Long.MAX_VALUE : now + rules.afterMillis() - marginMillis;
        // In the middle of what it takes, where that is little.
        long before = Math.min(rules.beforeMillis(), 2 * marginMillis);
        long after = Math.min(rules.afterMillis(), 2 * marginMillis);
        return new TimestampBounds(Math.max(keptFrom, takenFrom), takenTo, keptFrom, now + (after - before) / 2);
    }

    boolean take(long timestamp) {
        return timestamp >= from && timestamp <= to;
    }
}
