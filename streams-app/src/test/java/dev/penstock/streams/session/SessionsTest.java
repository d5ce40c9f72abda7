// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.session;

import dev.penstock.event.bytes.JsonBuffer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.UUID;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class SessionsTest {

    private static final int GAP = 60_000;

    private final KeyValueStore<byte[], byte[]> store = store();
    private final Sessions sessions = new Sessions(store, Duration.ofMillis(GAP));

    @ParameterizedTest
    @ValueSource(ints = {100, 10_000})
    void shouldHoldAFewGapsOfSessionsHoweverManyEventsPass(int usersPerGap) {
        long most = 0;
        for (int user = 0; user < 20 * usersPerGap; user++) {
            begin(user, (long) user * GAP / usersPerGap);
            sessions.flush();
            most = Math.max(most, store.approximateNumEntries());
        }

        // Two gaps until a session is looked at again, and a little that comes in while the store is looked through.
        assertThat(most).isLessThan(2L * usersPerGap + usersPerGap / 4 + 300);
    }

    @Test
    void shouldForgetManySessionsByALeap() {
        for (int user = 0; user < 10_000; user++) {
            begin(user, 0);
        }
        begin(-1, 10 * GAP);
        sessions.flush();
        for (int steps = 0; steps < 20; steps++) {
            sessions.purge();
        }

        assertThat(store.approximateNumEntries()).isEqualTo(1);
    }

    @Test
    void shouldWriteToTheStoreWhenItIsToldTo() {
        begin(1, 0);
        enter(1, 10);
        assertThat(stored(1)).isEqualTo(Session.NONE);

        sessions.flush();
        assertThat(stored(1)).isEqualTo(new Session(0, 10, 2));

        enter(1, 20);
        assertThat(stored(1)).isEqualTo(new Session(0, 10, 2));
        sessions.flush();
        assertThat(stored(1)).isEqualTo(new Session(0, 20, 3));
    }

    @Test
    void shouldGoOnFromWhatTheStoreHas() {
        begin(1, 0);
        sessions.flush();
        enter(1, 10);

        // As after a failure: what was not flushed never happened.
        var again = new Sessions(store, Duration.ofMillis(GAP));
        again.passed(30);
        assertThat(again.enter(key(1), 30).session()).isEqualTo(new Session(0, 30, 2));
    }

    /** A heap for no session, for a few, and for all; flushed now and then, or for each event. */
    @ParameterizedTest
    @CsvSource({"0, 7", "2000, 1", "2000, 7", "2000, 1000", "1000000, 1", "1000000, 50"})
    void shouldComeToTheSameHoweverLittleHeapThereIs(long maxBytes, int flushEvery) {
        var otherStore = store();
        var other = new Sessions(otherStore, Duration.ofMillis(GAP), maxBytes);
        var random = new Random(3);
        long time = 0;
        for (int i = 0; i < 5_000; i++) {
            time += random.nextInt(100) == 0 ? 2 * GAP : random.nextInt(GAP / 10);
            byte[] key = key(random.nextInt(20));
            long at = Math.max(0, time - random.nextInt(GAP));
            sessions.passed(time);
            other.passed(time);
            assertThat(other.enter(key, at).session())
                    .isEqualTo(sessions.enter(key, at).session());
            if (i % flushEvery == 0) {
                other.flush();
            }
        }
        sessions.flush();
        other.flush();
        // What is over may be there or not.
        for (int user = 0; user < 20; user++) {
            Session session = stored(user);
            if (!session.isOver(time, GAP)) {
                assertThat(Session.fromBytes(otherStore.get(key(user)))).isEqualTo(session);
            }
        }
    }

    /** Of no length to one that has no room; a heap for few of them, for most, and for all. */
    @ParameterizedTest
    @ValueSource(longs = {0, 20_000, 1_000_000, 100_000_000})
    void shouldKnowTheSessionsOfManyKeys(long maxBytes) {
        var many = new Sessions(store, Duration.ofMillis(GAP), maxBytes);
        Map<String, Session> expected = new HashMap<>();
        var random = new Random(5);
        many.passed(0);
        for (int i = 0; i < 30_000; i++) {
            int user = random.nextInt(5_000);
            String key = user == 4_999 ? "k".repeat(50_000) : "k".repeat(user % 70) + (user / 70 == 0 ? "" : user / 70);
            int time = random.nextInt(GAP);
            expected.merge(key, Session.startedBy(time), (session, first) -> session.with(time));
            assertThat(many.enter(key.getBytes(UTF_8), time).session()).isEqualTo(expected.get(key));
        }
        many.flush();
        expected.forEach((key, session) ->
                assertThat(Session.fromBytes(store.get(key.getBytes(UTF_8)))).isEqualTo(session));
    }

    /** Keys that take all the room must not take it from others when they are gone. */
    @Test
    void shouldHaveRoomForManyShortKeysAfterAFewLongOnes() {
        var table = new SessionTable(1 << 20);
        for (byte[] key = new byte[300_000]; table.hasRoomFor(key); key = new byte[key.length + 1]) {
            table.add(key, SessionTable.hash(key));
        }
        table.clear();
        int count = 0;
        for (byte[] key = key(0); table.hasRoomFor(key); key = key(++count)) {
            table.add(key, SessionTable.hash(key));
        }

        var unused = new SessionTable(1 << 20);
        int expected = 0;
        for (byte[] key = key(0); unused.hasRoomFor(key); key = key(++expected)) {
            unused.add(key, SessionTable.hash(key));
        }
        assertThat(count).isEqualTo(expected);
    }

    /** As the JDK makes it, for each session of a key its own. */
    @Test
    void shouldIdentifySessionsByNameBasedUuids() {
        for (int round = 0; round < 3; round++) {
            for (int user = 0; user < 100; user++) {
                long time = 10L * GAP * round;
                sessions.passed(time);
                byte[] name =
                        ByteBuffer.allocate(12).put(key(user)).putLong(time).array();
                var out = new JsonBuffer();
                KnownSession known = sessions.enter(key(user), time);
                known.table().writeId(known.number(), new SessionIds(), out);
                assertThat(new String(out.toBytes(), UTF_8))
                        .isEqualTo('"' + UUID.nameUUIDFromBytes(name).toString() + '"');
            }
        }
    }

    @Test
    void shouldKeepASessionThatTheStoreTakesForOver() {
        begin(1, 0);
        sessions.flush();
        enter(1, GAP);
        sessions.passed(GAP + 1);
        sessions.purge();
        assertThat(stored(1)).isEqualTo(new Session(0, 0, 1));

        sessions.flush();
        assertThat(stored(1)).isEqualTo(new Session(0, GAP, 2));
    }

    @Test
    void shouldNotWriteASessionThatItHasForgotten() {
        begin(1, 0);
        sessions.flush();
        enter(1, 1);
        sessions.passed(3 * GAP);
        sessions.purge();
        sessions.flush();
        assertThat(stored(1)).isEqualTo(Session.NONE);

        begin(1, 3 * GAP);
        sessions.flush();
        assertThat(stored(1)).isEqualTo(new Session(3 * GAP, 3 * GAP, 1));
    }

    @Test
    void shouldRefuseASessionThatItDoesNotUnderstand() {
        store.put(key(1), new byte[] {2, 0, 0});

        assertThatThrownBy(() -> enter(1, 0))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("3 bytes, version 2; expected 25 bytes, version 1");
    }

    private void begin(int user, long time) {
        assertThat(enter(user, time)).isEqualTo(new Session(time, time, 1));
    }

    private Session enter(int user, long time) {
        sessions.passed(time);
        return sessions.enter(key(user), time).session();
    }

    /** {@link Session#NONE} where the store has none. */
    private Session stored(int user) {
        byte[] bytes = store.get(key(user));
        return bytes == null ? Session.NONE : Session.fromBytes(bytes);
    }

    private static byte[] key(int user) {
        return ByteBuffer.allocate(Integer.BYTES).putInt(user).array();
    }

    private static KeyValueStore<byte[], byte[]> store() {
        var store = Stores.keyValueStoreBuilder(
                        Stores.inMemoryKeyValueStore("sessions"), Serdes.ByteArray(), Serdes.ByteArray())
                .withLoggingDisabled()
                .build();
        store.init(new MockProcessorContext<Void, Void>().getStateStoreContext(), store);
        return store;
    }
}
