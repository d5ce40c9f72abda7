// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.serving;

import dev.penstock.streams.state.StoreRole;

import java.util.List;
import java.util.Optional;

/** The newest rows of some keys of a group, from whichever partitions they are in. For one thread. */
public final class NewestRows {

    private final NewestResult.Found[] rows;
    private final boolean[] unavailable;
    private boolean stale;

    NewestRows(int keys) {
        this.rows = new NewestResult.Found[keys];
        this.unavailable = new boolean[keys];
    }

    /** @param places which keys the partition was asked for */
    void add(List<Integer> places, Optional<NewestResult> part) {
        boolean knowsAll = part.map(it -> it.read().role() == StoreRole.ACTIVE).orElse(false);
        if (!knowsAll) {
            // What a standby does not have, the active instance may.
            places.forEach(place -> unavailable[place] = true);
        }
        part.ifPresent(it -> {
            stale |= !knowsAll && !it.rows().isEmpty();
            it.rows().forEach(row -> rows[places.get(row.place())] = row);
        });
    }

    /** Empty where the key has no row that is known of. */
    public Optional<NewestResult.Found> row(int place) {
        return Optional.ofNullable(rows[place]);
    }

    /** Whether there may be a row, but nobody who knows it answers. */
    public boolean isUnavailable(int place) {
        return rows[place] == null && unavailable[place];
    }

    /** Whether a row comes from a standby. */
    public boolean isStale() {
        return stale;
    }
}
