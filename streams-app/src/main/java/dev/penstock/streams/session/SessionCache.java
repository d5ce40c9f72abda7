// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.session;

import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueStore;

import java.util.ArrayList;
import java.util.Arrays;

/**
 * The sessions of a task's record keys: on the heap those that were asked for of late, all others in the store. The store
 * is told what has changed by {@link #flush}, so that a key that many events of a transaction have is written once. What is
 * on the heap goes before what the store says. For use by the task's thread, and by no second writer of the store.
 */
final class SessionCache {

    private final KeyValueStore<byte[], byte[]> store;

    // What is asked for comes into the first table. When that has half of the room it becomes the second, and what was
    // still in the second is dropped: nobody asked for it meanwhile. No list has to be kept in the order of use. What
    // changes is always in the first.
    private SessionTable recent;
    private SessionTable before;

    /** @param maxBytes of heap that it may take, about */
    SessionCache(KeyValueStore<byte[], byte[]> store, long maxBytes) {
        this.store = store;
        this.recent = new SessionTable(maxBytes / 2);
        this.before = new SessionTable(maxBytes / 2);
    }

    /** The key's session, which may be {@link Session#NONE}: of such keys, too, it knows that the store has none. */
    KnownSession get(byte[] key) {
        long hash = SessionTable.hash(key);
        int number = recent.find(key, hash);
        if (number == SessionTable.NONE) {
            number = fetch(key, hash);
        }
        return new KnownSession(recent, number);
    }

    /** Takes a session into the first table, which may be another one then. */
    private int fetch(byte[] key, long hash) {
        Session session = older(key, hash);
        if (!recent.hasRoomFor(key)) {
            flush();
            SessionTable dropped = before;
            before = recent;
            recent = dropped;
            recent.clear();
        }
        int number = recent.add(key, hash);
        recent.set(number, session);
        return number;
    }

    private Session older(byte[] key, long hash) {
        int number = before.find(key, hash);
        if (number != SessionTable.NONE) {
            return before.session(number);
        }
        byte[] stored = store.get(key);
        return stored == null ? Session.NONE : Session.fromBytes(stored);
    }

    /** Tells the store all that has changed. To be called before each commit. */
    void flush() {
        int[] changed = recent.settle();
        if (changed.length == 0) {
            return;
        }
        var entries = new ArrayList<KeyValue<byte[], byte[]>>(changed.length);
        for (int number : changed) {
            entries.add(KeyValue.pair(recent.key(number), recent.session(number).toBytes()));
        }
        // A store takes keys much faster in their own order.
        entries.sort((one, other) -> Arrays.compareUnsigned(one.key, other.key));
        store.putAll(entries);
    }

    /** The newest session of a key that the store has. */
    Session newest(byte[] key, Session stored) {
        long hash = SessionTable.hash(key);
        for (var table : new SessionTable[] {recent, before}) {
            int number = table.find(key, hash);
            if (number != SessionTable.NONE) {
                return table.session(number);
            }
        }
        return stored;
    }

    /** Forgets a key's session, here and in the store. */
    void remove(byte[] key) {
        long hash = SessionTable.hash(key);
        for (var table : new SessionTable[] {recent, before}) {
            int number = table.find(key, hash);
            if (number != SessionTable.NONE) {
                table.set(number, Session.NONE);
            }
        }
        store.delete(key);
    }
}
