// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.senders;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** What an instance sees of the fields of all its sources. Safe for use by many threads. */
public final class FieldWatches {

    private final Map<String, FieldWatch> bySource = new ConcurrentHashMap<>();

    public void add(String source, FieldWatch watch) {
        bySource.put(source, watch);
    }

    /** Empty for a source that nobody has added. */
    public Optional<FieldWatch> of(String source) {
        return Optional.ofNullable(bySource.get(source));
    }
}
