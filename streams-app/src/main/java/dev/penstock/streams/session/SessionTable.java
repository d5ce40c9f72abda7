// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.session;

import com.dynatrace.hash4j.hashing.Hasher64;
import com.dynatrace.hash4j.hashing.Hashing;
import dev.penstock.event.bytes.JsonBuffer;

import java.security.SecureRandom;
import java.util.Arrays;
import java.util.UUID;

/**
 * Sessions by record key: an open-addressing table over flat arrays, where all that is known of a session lies in one
 * place, since each place is a wait for memory with every event. Sessions are numbered from 0 in the order in which their
 * keys were met. For one thread.
 */
public final class SessionTable {

    /** In the place of the number of a session. */
    static final int NONE = -1;

    /** Another one in each process, so that nobody can send keys that are made to collide. */
    private static final Hasher64 HASHER = Hashing.xxh3_64(new SecureRandom().nextLong());

    // The longs of a session.
    private static final int HASH = 0;
    private static final int KEY = 1;
    private static final int START = 2;
    private static final int LAST = 3;
    private static final int INDEX = 4;
    private static final int CHANGED = 5;
    private static final int ID_HIGH = 6;
    private static final int ID_LOW = 7;
    private static final int LONGS = 8;

    private static final int FIRST_CAPACITY = 64;
    private static final int FIRST_KEY_BYTES = 16 * FIRST_CAPACITY;
    private static final long TAG = 0xFFFF_FFFF_0000_0000L;

    private final long maxBytes;

    /** The upper half of the hash and the number of a session plus 1; 0 where there is none. Twice the capacity. */
    private long[] slots;

    private long[] states;
    private byte[] keys;
    private int keysEnd;
    private int size;

    /** The numbers of those that have changed. */
    private int[] changed;

    private int changes;

    /** @param maxBytes of heap that it may take, about */
    SessionTable(long maxBytes) {
        this.maxBytes = maxBytes;
        allocate();
    }

    static long hash(byte[] key) {
        return HASHER.hashBytesToLong(key);
    }

    /** The number of the key's session, or {@link #NONE}. */
    int find(byte[] key, long hash) {
        int mask = slots.length - 1;
        int at = (int) hash & mask;
        for (long slot = slots[at]; slot != 0; slot = slots[at]) {
            if (((slot ^ hash) & TAG) == 0 && is((int) slot - 1, key, hash)) {
                return (int) slot - 1;
            }
            at = at + 1 & mask;
        }
        return NONE;
    }

    private boolean is(int session, byte[] key, long hash) {
        int state = session * LONGS;
        int from = keyFrom(state);
        return states[state + HASH] == hash && Arrays.equals(keys, from, from + keyLength(state), key, 0, key.length);
    }

    private int keyFrom(int state) {
        return (int) (states[state + KEY] >>> Integer.SIZE);
    }

    private int keyLength(int state) {
        return (int) states[state + KEY];
    }

    /** Whether there is room for one more key; always for a first one, however long. */
    boolean hasRoomFor(byte[] key) {
        return size == 0 || heapBytes() + (isFull() ? sessionBytes() : 0) + moreKeyBytes(key.length) <= maxBytes;
    }

    private boolean isFull() {
        return size == states.length / LONGS;
    }

    private long sessionBytes() {
        return (long) Long.BYTES * (slots.length + states.length) + (long) Integer.BYTES * changed.length;
    }

    private long heapBytes() {
        return sessionBytes() + keys.length;
    }

    private long moreKeyBytes(int length) {
        return length <= keys.length - keysEnd ? 0 : Math.max(keys.length, length);
    }

    /**
     * Takes in a key that is not there yet.
     *
     * @return the number of its session, which is {@link Session#NONE}
     */
    int add(byte[] key, long hash) {
        if (isFull()) {
            grow();
        }
        long more = moreKeyBytes(key.length);
        if (more > 0) {
            keys = Arrays.copyOf(keys, Math.toIntExact(keys.length + more));
        }
        int session = size++;
        int state = session * LONGS;
        Arrays.fill(states, state, state + LONGS, 0);
        states[state + HASH] = hash;
        states[state + KEY] = (long) keysEnd << Integer.SIZE | key.length;
        System.arraycopy(key, 0, keys, keysEnd, key.length);
        keysEnd += key.length;
        enter(session);
        return session;
    }

    private void enter(int session) {
        long hash = states[session * LONGS + HASH];
        int mask = slots.length - 1;
        int at = (int) hash & mask;
        while (slots[at] != 0) {
            at = at + 1 & mask;
        }
        slots[at] = hash & TAG | session + 1;
    }

    private void grow() {
        states = Arrays.copyOf(states, Math.multiplyExact(2, states.length));
        changed = Arrays.copyOf(changed, states.length / LONGS);
        slots = new long[2 * slots.length];
        for (int session = 0; session < size; session++) {
            enter(session);
        }
    }

    byte[] key(int session) {
        int state = session * LONGS;
        int from = keyFrom(state);
        return Arrays.copyOfRange(keys, from, from + keyLength(state));
    }

    /** As far as it goes; {@link Session#NONE} where the key has none. */
    Session session(int session) {
        int state = session * LONGS;
        return new Session(states[state + START], states[state + LAST], states[state + INDEX]);
    }

    /** Sets a session that the store knows, or {@link Session#NONE} where it knows of none. */
    void set(int session, Session to) {
        int state = session * LONGS;
        if (to.start() != states[state + START]) {
            states[state + ID_HIGH] = 0;
        }
        states[state + START] = to.start();
        states[state + LAST] = to.last();
        states[state + INDEX] = to.index();
    }

    /** Sets a session that the store has yet to be told of. */
    void change(int session, Session to) {
        set(session, to);
        int state = session * LONGS;
        if (states[state + CHANGED] == 0) {
            states[state + CHANGED] = 1;
            changed[changes++] = session;
        }
    }

    /** What has changed since the last call, each once, but for what was set to {@link Session#NONE} behind that. */
    int[] settle() {
        int count = 0;
        for (int i = 0; i < changes; i++) {
            int state = changed[i] * LONGS;
            states[state + CHANGED] = 0;
            if (states[state + INDEX] != 0) {
                changed[count++] = changed[i];
            }
        }
        changes = 0;
        return Arrays.copyOf(changed, count);
    }

    /** The id of a session, which is made once for all its events: it takes longer than all else that is made of one. */
    public void writeId(int session, SessionIds ids, JsonBuffer out) {
        int state = session * LONGS;
        if (states[state + ID_HIGH] == 0) {
            UUID id = ids.of(keys, keyFrom(state), keyLength(state), states[state + START]);
            states[state + ID_HIGH] = id.getMostSignificantBits();
            states[state + ID_LOW] = id.getLeastSignificantBits();
        }
        out.uuid(states[state + ID_HIGH], states[state + ID_LOW]);
    }

    /** Forgets all. */
    void clear() {
        if (heapBytes() <= maxBytes && isEvenlyUsed()) {
            Arrays.fill(slots, 0);
        } else {
            allocate();
        }
        size = 0;
        keysEnd = 0;
        changes = 0;
    }

    private void allocate() {
        slots = new long[2 * FIRST_CAPACITY];
        states = new long[LONGS * FIRST_CAPACITY];
        keys = new byte[FIRST_KEY_BYTES];
        changed = new int[FIRST_CAPACITY];
    }

    /** Whether keys as long as these make good use of the room: few long ones leave it too little for many short ones. */
    private boolean isEvenlyUsed() {
        return size >= states.length / LONGS / 4 && keysEnd >= keys.length / 4;
    }
}
