// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.chaos;

/** What is known of each of very many users, by number of the user; in flat arrays, for a million is not to take much. */
record UserTotals(int[] events, int[] clicks, int[] purchases, int[] cents, int[] items) {

    UserTotals(int users) {
        this(new int[users], new int[users], new int[users], new int[users], new int[users]);
    }

    boolean isSame(UserTotals other, int user) {
        return events[user] == other.events[user]
                && clicks[user] == other.clicks[user]
                && purchases[user] == other.purchases[user]
                && cents[user] == other.cents[user]
                && items[user] == other.items[user];
    }

    String describe(int user) {
        return "%d events, %d clicks, %d purchases, %d cents, %d items"
                .formatted(events[user], clicks[user], purchases[user], cents[user], items[user]);
    }
}
