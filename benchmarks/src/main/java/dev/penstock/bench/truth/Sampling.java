// SPDX-License-Identifier: Apache-2.0
package dev.penstock.bench.truth;

/**
 * Which entities are looked at: one of {@code every}, always the same ones. With millions of keys the rows of all would
 * not fit into memory.
 *
 * @param every 1 for all entities
 */
public record Sampling(int every) {

    public static final Sampling ALL = new Sampling(1);

    private static final long MOST_ROWS = 500_000;

    /** As many entities as there is room for. */
    public static Sampling ofRows(long rows) {
        return new Sampling(Math.toIntExact((rows + MOST_ROWS - 1) / MOST_ROWS));
    }

    public Sampling {
        if (every < 1) {
            throw new IllegalArgumentException("a sample is one of at least 1, found " + every);
        }
    }

    public boolean takes(String entity) {
        // Multiplied, because the lowest bits of a text's hash say too little.
        return every == 1 || (entity.hashCode() * 0x9E3779B97F4A7C15L >>> 33) % every == 0;
    }
}
