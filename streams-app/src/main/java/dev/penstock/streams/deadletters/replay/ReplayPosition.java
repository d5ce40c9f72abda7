// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.deadletters.replay;

import dev.penstock.streams.deadletters.Letter;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;

import java.util.Collections;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

import static java.util.stream.Collectors.joining;

/**
 * How far a partition was replayed. A replay of some reasons leaves the letters of the others where they are, so those
 * reasons are ahead of the rest; and one of all reasons leaves duplicates, see {@link LetterFilter#sends}. As a committed offset this is the offset, and as its metadata what is ahead, such as
 * {@code key_missing=12 not_json=17}.
 *
 * @param offset letters before it are done, whatever their reason, but for duplicates
 * @param ahead by reason, up to where letters of this reason are done; each is more than {@code offset}, but for duplicates
 */
record ReplayPosition(long offset, SortedMap<String, Long> ahead) {

    static final ReplayPosition START = new ReplayPosition(0, Collections.emptySortedMap());

    ReplayPosition {
        ahead = Collections.unmodifiableSortedMap(new TreeMap<>(ahead));
    }

    /** @throws IllegalArgumentException if somebody else committed this */
    static ReplayPosition of(OffsetAndMetadata committed) {
        SortedMap<String, Long> ahead = new TreeMap<>();
        for (String entry : committed.metadata().split(" ")) {
            String[] pair = entry.split("=", 2);
            if (pair.length == 2) {
                ahead.put(pair[0], Long.parseLong(pair[1]));
            } else if (!entry.isEmpty()) {
                throw new IllegalArgumentException("'" + committed.metadata() + "' tells no position of a replay");
            }
        }
        return new ReplayPosition(committed.offset(), ahead);
    }

    OffsetAndMetadata toCommit() {
        String metadata = ahead.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + entry.getValue())
                .collect(joining(" "));
        return new OffsetAndMetadata(offset, Optional.empty(), metadata);
    }

    boolean isDone(String reason, long letter) {
        return letter < done(reason);
    }

    private long done(String reason) {
        return ahead.getOrDefault(reason, reason.equals(Letter.DUPLICATE) ? 0 : offset);
    }

    /** The first offset that may hold a letter of these reasons that is not done; empty: of all reasons. */
    long next(Set<String> reasons) {
        return reasons.stream().mapToLong(this::done).min().orElse(offset);
    }

    /** The position when all letters of these reasons before {@code reached} are done too; empty: of all reasons. */
    ReplayPosition after(Set<String> reasons, long reached) {
        SortedMap<String, Long> further = new TreeMap<>(ahead);
        reasons.forEach(reason -> further.merge(reason, reached, Math::max));
        long base = reasons.isEmpty() ? Math.max(offset, reached) : offset;
        further.entrySet()
                .removeIf(entry -> entry.getValue() <= base && !entry.getKey().equals(Letter.DUPLICATE));
        return new ReplayPosition(base, further);
    }
}
