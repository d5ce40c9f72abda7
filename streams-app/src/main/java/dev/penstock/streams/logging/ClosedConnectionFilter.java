// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.logging;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.filter.Filter;
import ch.qos.logback.core.spi.FilterReply;

/**
 * Keeps back what Kafka's network client warns of when a client closes while it connects: nothing is wrong then, and
 * nothing can be done.
 */
public final class ClosedConnectionFilter extends Filter<ILoggingEvent> {

    @Override
    public FilterReply decide(ILoggingEvent event) {
        boolean closed = event.getLoggerName().equals("org.apache.kafka.clients.NetworkClient")
                && event.getFormattedMessage().contains("already been closed");
        return closed ? FilterReply.DENY : FilterReply.NEUTRAL;
    }
}
