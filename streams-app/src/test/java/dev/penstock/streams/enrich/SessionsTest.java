// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.enrich;

import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.ByteBuffer;
import java.time.Duration;

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
            enter(user, (long) user * GAP / usersPerGap);
            most = Math.max(most, store.approximateNumEntries());
        }

        // Two gaps until a session is looked at again, and a little that comes in while the store is looked through.
        assertThat(most).isLessThan(2L * usersPerGap + usersPerGap / 4 + 300);
    }

    @Test
    void shouldForgetManySessionsByALeap() {
        for (int user = 0; user < 10_000; user++) {
            enter(user, 0);
        }
        enter(-1, 10 * GAP);
        for (int steps = 0; steps < 20; steps++) {
            sessions.purge();
        }

        assertThat(store.approximateNumEntries()).isEqualTo(1);
    }

    @Test
    void shouldRefuseASessionThatItDoesNotUnderstand() {
        store.put(key(1), new byte[] {2, 0, 0});

        assertThatThrownBy(() -> enter(1, 0))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("3 bytes, version 2; expected 25 bytes, version 1");
    }

    private void enter(int user, long time) {
        sessions.passed(time);
        assertThat(sessions.enter(key(user), time)).isEqualTo(new Session(time, time, 1));
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
