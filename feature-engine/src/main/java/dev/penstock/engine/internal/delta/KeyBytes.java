// SPDX-License-Identifier: Apache-2.0
package dev.penstock.engine.internal.delta;

import com.dynatrace.hash4j.hashing.Hasher64;
import com.dynatrace.hash4j.hashing.Hashing;
import dev.penstock.aggregate.delta.EventFields;
import dev.penstock.engine.key.EntityKey;
import dev.penstock.engine.key.KeyPart;
import dev.penstock.event.FieldPath;
import dev.penstock.event.Projection;
import dev.penstock.event.pipeline.FeatureGroup;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;

/**
 * The entity key of one event after the other, in UTF-8, and its hash: what {@link EntityKey} reads, for all groups
 * that have the same key fields. Hashes are kept for a block of events. Not thread-safe.
 */
public final class KeyBytes {

    /** Another one in each process, so that nobody can send keys that are made to collide. */
    private static final Hasher64 HASHER = Hashing.xxh3_64(new SecureRandom().nextLong());

    private final int[] slots;

    /** Whether parts keep their types, see {@link KeyPart}. */
    private final boolean typed;

    private int from;
    private int to;
    private long hash;

    /** By place: whether the event has the key, and the hash of that. */
    private final boolean[] isThere = new boolean[EventFields.BLOCK];

    private final long[] hashes = new long[EventFields.BLOCK];

    /** Where keys are put together that don't stand in the event as they are, and the key of all events. */
    private byte[] joined = FeatureGroup.ALL_KEY.getBytes(StandardCharsets.UTF_8);

    public KeyBytes(List<FieldPath> fields, Projection projection) {
        this(fields, false, projection);
    }

    public KeyBytes(List<FieldPath> fields, boolean typed, Projection projection) {
        this.typed = typed;
        this.slots = fields.stream().mapToInt(projection::slot).toArray();
        if (slots.length == 0) {
            to = joined.length;
            Arrays.fill(isThere, true);
            Arrays.fill(hashes, hash(joined, from, to));
        }
    }

    /** Looks whether an event has a key that can be taken, and hashes it. */
    public void read(EventFields event) {
        if (slots.length == 0) {
            return;
        }
        boolean found = isIn(event);
        isThere[event.place()] = found;
        if (found) {
            find(event);
        }
        hashes[event.place()] = found ? hash(bytes(event), from, to) : 0;
    }

    /** Turns to an event that was read; whether it has the key. */
    public boolean turnTo(EventFields event) {
        hash = hashes[event.place()];
        boolean found = isThere[event.place()];
        if (found) {
            find(event);
        }
        return found;
    }

    private boolean isIn(EventFields event) {
        for (int slot : slots) {
            if (!event.isKeyPart(slot)) {
                return false;
            }
        }
        return true;
    }

    private void find(EventFields event) {
        if (isInEvent()) {
            from = event.from(slots[0]);
            to = event.to(slots[0]);
        } else if (slots.length > 0) {
            from = 0;
            join(event);
        }
    }

    static long hash(byte[] bytes, int from, int to) {
        return HASHER.hashBytesToLong(bytes, from, to - from);
    }

    private void join(EventFields event) {
        int at = 0;
        for (int i = 0; i < slots.length; i++) {
            byte[] text = event.bytes(slots[i]);
            int textFrom = event.from(slots[i]);
            int textTo = event.to(slots[i]);
            if (typed && event.kind(slots[i]) == EventFields.Kind.TEXT && KeyPart.isJson(text, textFrom, textTo)) {
                text = KeyPart.quoted(text, textFrom, textTo);
                textFrom = 0;
                textTo = text.length;
            }
            int most = at + 1 + 2 * (textTo - textFrom);
            if (most > joined.length) {
                joined = Arrays.copyOf(joined, Math.max(most, 2 * joined.length));
            }
            if (i > 0) {
                joined[at++] = EntityKey.SEPARATOR;
            }
            for (int j = textFrom; j < textTo; j++) {
                if (slots.length > 1 && (text[j] == EntityKey.SEPARATOR || text[j] == EntityKey.ESCAPE)) {
                    joined[at++] = EntityKey.ESCAPE;
                }
                joined[at++] = text[j];
            }
        }
        to = at;
    }

    /**
     * What holds the key, from {@link #from} to {@link #to}, until the next event is read.
     *
     * @param event what this has turned to: a reference to its bytes is not kept, see {@link EventFields}
     */
    public byte[] bytes(EventFields event) {
        return isInEvent() ? event.bytes(slots[0]) : joined;
    }

    /** Whether the key is what stands in the event. */
    private boolean isInEvent() {
        return slots.length == 1 && !typed;
    }

    int from() {
        return from;
    }

    int to() {
        return to;
    }

    long hash() {
        return hash;
    }

    /** By place, of the events that were read last; 0 for one that has no key. */
    public long[] hashes() {
        return hashes;
    }
}
