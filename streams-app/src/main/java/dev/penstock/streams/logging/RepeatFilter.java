// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.logging;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.filter.Filter;
import ch.qos.logback.core.spi.FilterReply;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Keeps back warnings that Kafka's clients repeat, such as those of each of them about a broker that went away, several
 * times a second: of warnings of one kind the first few in half a minute get through. Errors always do.
 */
public final class RepeatFilter extends Filter<ILoggingEvent> {

    static final long PERIOD_MILLIS = 30_000;
    static final int MOST_PER_PERIOD = 2;

    private static final int KIND_CHARS = 40;
    private static final int MOST_KINDS = 1_000;

    private final Map<String, Period> kinds = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Period> eldest) {
            return size() > MOST_KINDS;
        }
    };

    private record Period(long start, int count) {}

    @Override
    public FilterReply decide(ILoggingEvent event) {
        boolean repeats = event.getLevel() == Level.WARN
                && event.getLoggerName().startsWith("org.apache.kafka.")
                && isBeyondTheFirst(kind(event), event.getTimeStamp());
        return repeats ? FilterReply.DENY : FilterReply.NEUTRAL;
    }

    /**
     * How the message begins, up to the first number. The client's name, which Kafka puts before it in brackets, does not
     * count, and the pattern that the message was made from is not known: Kafka hands in finished text.
     */
    private static String kind(ILoggingEvent event) {
        String message = event.getFormattedMessage();
        int from = message.startsWith("[") ? message.indexOf("] ") + 1 : 0;
        int to = from;
        while (to < message.length() && to - from < KIND_CHARS && "-0123456789".indexOf(message.charAt(to)) < 0) {
            to++;
        }
        return event.getLoggerName() + message.substring(from, to);
    }

    private synchronized boolean isBeyondTheFirst(String kind, long now) {
        Period current = kinds.getOrDefault(kind, new Period(now, 0));
        Period next =
                now - current.start < PERIOD_MILLIS ? new Period(current.start, current.count + 1) : new Period(now, 1);
        kinds.put(kind, next);
        return next.count > MOST_PER_PERIOD;
    }
}
