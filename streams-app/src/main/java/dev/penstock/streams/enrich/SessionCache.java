// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.enrich;

import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueStore;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The sessions of a task's record keys: on the heap those that were asked for of late, all others in the store. The store
 * is told what has changed by {@link #flush}, so that a key that many events of a transaction have is written once. What is
 * on the heap goes before what the store says. For use by the task's thread, and by no second writer of the store.
 */
final class SessionCache {

    private final KeyValueStore<byte[], byte[]> store;
    private final long maxBytes;

    // What is asked for comes into the first map. When that has half of the room it becomes the second, and what was
    // still in the second is dropped: nobody asked for it meanwhile. No list has to be kept in the order of use.
    private Map<RecordKey, KnownSession> recent = new HashMap<>();
    private Map<RecordKey, KnownSession> before = new HashMap<>();
    private long recentBytes;

    private final List<KnownSession> changed = new ArrayList<>();

    /** @param maxBytes of heap that it may take, about */
    SessionCache(KeyValueStore<byte[], byte[]> store, long maxBytes) {
        this.store = store;
        this.maxBytes = maxBytes;
    }

    /** The key's session, or {@link Session#NONE} with the key. To be changed by {@link #put} alone. */
    KnownSession get(byte[] key) {
        var sought = new RecordKey(key);
        KnownSession known = recent.get(sought);
        if (known == null) {
            known = before.remove(sought);
            if (known == null) {
                byte[] stored = store.get(key);
                if (stored == null) {
                    return new KnownSession(key, Session.NONE);
                }
                known = new KnownSession(key, Session.fromBytes(stored));
            }
            keep(known);
        }
        return known;
    }

    /** @param of what {@link #get} gave, nothing else having been asked for since */
    void put(KnownSession of, Session session) {
        boolean isNew = !of.session().exists();
        if (!of.isChanged()) {
            changed.add(of);
        }
        of.change(session);
        if (isNew) {
            keep(of);
        }
    }

    /** The last one that was asked for stays, however little room there is. */
    private void keep(KnownSession session) {
        recent.put(session, session);
        recentBytes += session.heapBytes();
        if (recentBytes > maxBytes / 2) {
            flush();
            before = recent;
            recent = new HashMap<>();
            recentBytes = 0;
        }
    }

    /** Tells the store all that has changed. To be called before each commit. */
    void flush() {
        var entries = new ArrayList<KeyValue<byte[], byte[]>>(changed.size());
        for (KnownSession known : changed) {
            if (known.isChanged()) {
                entries.add(KeyValue.pair(known.bytes(), known.session().toBytes()));
                known.settle();
            }
        }
        changed.clear();
        if (!entries.isEmpty()) {
            // A store takes keys much faster in their own order.
            entries.sort((one, other) -> Arrays.compareUnsigned(one.key, other.key));
            store.putAll(entries);
        }
    }

    /** The newest session of a key that the store has. */
    Session newest(byte[] key, Session stored) {
        var sought = new RecordKey(key);
        KnownSession known = recent.getOrDefault(sought, before.get(sought));
        return known == null ? stored : known.session();
    }

    /** Forgets a key, here and in the store. */
    void remove(byte[] key) {
        var sought = new RecordKey(key);
        for (var known : List.of(recent, before)) {
            KnownSession gone = known.remove(sought);
            if (gone != null) {
                gone.settle();
            }
        }
        store.delete(key);
    }
}
