// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class TransactionCountsTest {

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final TransactionCounts transactions = new TransactionCounts();
    private final Counter rows = transactions.of(registry.counter("rows"));
    private final Counter late = transactions.of(registry.counter("late"));

    @Test
    void shouldCountAtOnceWhereThereAreNoTransactions() {
        rows.increment(2);

        assertThat(rows.count()).isEqualTo(2);
    }

    @Test
    void shouldCountWhatIsCommittedAndForgetWhatIsAborted() {
        transactions.begin();
        rows.increment(3);
        assertThat(rows.count()).isZero();

        transactions.abort();
        rows.increment(1);
        late.increment(5);
        transactions.commit();
        transactions.commit();

        assertThat(rows.count()).isEqualTo(1);
        assertThat(late.count()).isEqualTo(5);
        assertThat(registry.counter("late").count()).isEqualTo(5);
    }

    @Test
    void shouldForgetWhatAnEarlierProducerLeftBehind() {
        transactions.begin();
        rows.increment();

        transactions.begin();
        transactions.commit();

        assertThat(rows.count()).isZero();
    }

    @Test
    void shouldCommitOfItsOwnThreadAlone() throws Exception {
        transactions.begin();
        rows.increment(7);
        var other = new Thread(() -> {
            transactions.begin();
            rows.increment(1);
            transactions.commit();
        });

        other.start();
        other.join();

        assertThat(rows.count()).isEqualTo(1);
    }

    @Test
    void shouldBeTheSameCounterForTheSameName() {
        assertThat(transactions.of(registry.counter("rows"))).isSameAs(rows);
    }
}
