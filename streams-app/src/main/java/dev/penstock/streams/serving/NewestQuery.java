// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.serving;

import java.util.List;

/**
 * The newest window of each of some keys.
 *
 * @param keys entity keys, UTF-8
 * @param to windows that begin before then, in epoch milliseconds
 */
public record NewestQuery(String group, List<byte[]> keys, long to) {

    public NewestQuery {
        keys = List.copyOf(keys);
    }

    /** The same for some of the keys alone. */
    NewestQuery ofPlaces(List<Integer> places) {
        return new NewestQuery(group, places.stream().map(keys::get).toList(), to);
    }
}
