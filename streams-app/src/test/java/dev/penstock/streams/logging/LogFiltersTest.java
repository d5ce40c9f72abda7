// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.logging;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.core.filter.Filter;
import ch.qos.logback.core.spi.FilterReply;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class LogFiltersTest {

    private static final String NETWORK_CLIENT = "org.apache.kafka.clients.NetworkClient";

    private final RepeatFilter repeats = new RepeatFilter();
    private final NeedlessWarningFilter needless = new NeedlessWarningFilter();

    @Test
    void shouldLetTheFirstWarningsOfAKindThroughAndHoldTheOthersBackForAWhile() {
        for (int i = 0; i < RepeatFilter.MOST_PER_PERIOD; i++) {
            assertThat(passes(repeats, NETWORK_CLIENT, Level.WARN, connectionLost(i), i))
                    .isTrue();
        }
        assertThat(passes(repeats, NETWORK_CLIENT, Level.WARN, connectionLost(7), 100))
                .isFalse();
        assertThat(passes(repeats, NETWORK_CLIENT, Level.WARN, "[Consumer clientId=b] Error while fetching", 100))
                .isTrue();

        assertThat(passes(repeats, NETWORK_CLIENT, Level.WARN, connectionLost(8), RepeatFilter.PERIOD_MILLIS))
                .isTrue();
    }

    @Test
    void shouldNeverHoldBackErrorsOrLinesOfPenstock() {
        for (int i = 0; i < 100; i++) {
            assertThat(passes(repeats, NETWORK_CLIENT, Level.ERROR, "the same", i))
                    .isTrue();
            assertThat(passes(repeats, "dev.penstock.streams.app.StreamsApp", Level.WARN, "the same", i))
                    .isTrue();
        }
    }

    @Test
    void shouldHoldBackOnlyTheWarningsThatMeanNothing() {
        String sender = "org.apache.kafka.clients.producer.internals.Sender";

        assertThat(passes(
                        needless,
                        sender,
                        Level.WARN,
                        "[Producer clientId=a] retrying. Error: CONCURRENT_TRANSACTIONS",
                        0))
                .isFalse();
        assertThat(passes(needless, sender, Level.WARN, "[Producer clientId=a] retrying. Error: NETWORK_EXCEPTION", 0))
                .isTrue();
        assertThat(passes(needless, NETWORK_CLIENT, Level.WARN, connectionLost(1), 0))
                .isTrue();
        assertThat(passes(
                        needless,
                        "org.apache.kafka.streams.processor.internals.InternalTopicManager",
                        Level.ERROR,
                        "Existing internal topic x has invalid partitions: expected: 4; actual: 2. Use"
                                + " 'org.apache.kafka.tools.StreamsResetter' tool to clean up invalid topics",
                        0))
                .isFalse();
    }

    private static String connectionLost(int node) {
        return "[Consumer clientId=a%d] Connection to node %d could not be established".formatted(node, node);
    }

    private static boolean passes(
            Filter<ch.qos.logback.classic.spi.ILoggingEvent> filter,
            String logger,
            Level level,
            String message,
            long millis) {
        var event = new LoggingEvent();
        event.setLoggerName(logger);
        event.setLevel(level);
        event.setMessage(message);
        event.setTimeStamp(millis);
        return filter.decide(event) != FilterReply.DENY;
    }
}
