// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.enrich;

import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueStore;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The sessions of a task's record keys: on the heap those that were asked for last, all others in the store. The store is
 * told what has changed by {@link #flush}, so that a key that many events of a transaction have is written once. What is
 * on the heap goes before what the store says. For use by the task's thread, and by no second writer of the store.
 */
final class SessionCache {

    private final KeyValueStore<byte[], byte[]> store;
    private final long maxBytes;
    private long bytes;

    /** The one that was asked for longest ago first. */
    private final Map<Bytes, KnownSession> known = new LinkedHashMap<>(16, 0.75f, true);

    private final List<KnownSession> changed = new ArrayList<>();

    /** @param maxBytes of heap that it may take, about */
    SessionCache(KeyValueStore<byte[], byte[]> store, long maxBytes) {
        this.store = store;
        this.maxBytes = maxBytes;
    }

    /** The key's session, or {@link Session#NONE} with the key. To be changed by {@link #put} alone. */
    KnownSession get(byte[] key) {
        KnownSession here = known.get(Bytes.wrap(key));
        if (here != null) {
            return here;
        }
        byte[] stored = store.get(key);
        if (stored == null) {
            return new KnownSession(key, Session.NONE);
        }
        var loaded = new KnownSession(key, Session.fromBytes(stored));
        keep(loaded);
        return loaded;
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
        known.put(Bytes.wrap(session.key()), session);
        bytes += session.bytes();
        while (bytes > maxBytes && known.size() > 1) {
            dropOldest();
        }
    }

    private void dropOldest() {
        var oldest = known.values().iterator();
        KnownSession dropped = oldest.next();
        if (dropped.isChanged()) {
            flush();
        }
        oldest.remove();
        bytes -= dropped.bytes();
    }

    /** Tells the store all that has changed. To be called before each commit. */
    void flush() {
        var entries = new ArrayList<KeyValue<byte[], byte[]>>(changed.size());
        for (KnownSession session : changed) {
            if (session.isChanged()) {
                entries.add(KeyValue.pair(session.key(), session.session().toBytes()));
                session.settle();
            }
        }
        changed.clear();
        if (!entries.isEmpty()) {
            // A store takes keys much faster in their own order.
            entries.sort((one, other) -> Arrays.compareUnsigned(one.key, other.key));
            store.putAll(entries);
        }
    }

    /** The session of a key that the store has. */
    Session newest(byte[] key, Session stored) {
        KnownSession here = known.get(Bytes.wrap(key));
        return here == null ? stored : here.session();
    }

    /** Forgets a key, here and in the store. */
    void remove(byte[] key) {
        KnownSession here = known.remove(Bytes.wrap(key));
        if (here != null) {
            bytes -= here.bytes();
            here.settle();
        }
        store.delete(key);
    }
}
