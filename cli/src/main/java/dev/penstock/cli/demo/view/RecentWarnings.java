// SPDX-License-Identifier: Apache-2.0
package dev.penstock.cli.demo.view;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.AppenderBase;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Keeps log lines away from a screen that they would spoil, and remembers the last ones that matter. Safe for use by
 * many threads.
 */
final class RecentWarnings implements AutoCloseable {

    static final int MOST = 20;

    private static final long FRESH_NANOS = Duration.ofSeconds(30).toNanos();

    private final Logger root;
    private final List<Appender<ILoggingEvent>> before = new ArrayList<>();
    private final Deque<String> lines = new ArrayDeque<>();
    private final Collector collector = new Collector();
    private long lastNanos; // guarded by this, as are the lines

    private final class Collector extends AppenderBase<ILoggingEvent> {
        @Override
        protected void append(ILoggingEvent event) {
            if (event.getLevel().isGreaterOrEqual(Level.WARN)) {
                add(event.getLevel() + " " + withoutClient(event.getFormattedMessage()));
            }
        }
    }

    /** From now on, until {@link #close()}, log lines go here instead of where they went. */
    RecentWarnings() {
        var context = (LoggerContext) LoggerFactory.getILoggerFactory();
        root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        root.iteratorForAppenders().forEachRemaining(before::add);
        collector.setContext(context);
        before.forEach(appender -> appender.getCopyOfAttachedFiltersList().forEach(collector::addFilter));
        collector.start();
        root.addAppender(collector);
        before.forEach(root::detachAppender);
    }

    /** Kafka's clients put their long names in front, in brackets. */
    private static String withoutClient(String message) {
        return message.startsWith("[")
                ? message.substring(message.indexOf(']') + 1).strip()
                : message;
    }

    private synchronized void add(String line) {
        lines.addLast(line);
        lastNanos = System.nanoTime();
        if (lines.size() > MOST) {
            lines.removeFirst();
        }
    }

    /** The last one; blank if there was none for a while. */
    synchronized String last() {
        return lines.isEmpty() || System.nanoTime() - lastNanos > FRESH_NANOS ? "" : lines.getLast();
    }

    synchronized List<String> all() {
        return List.copyOf(lines);
    }

    @Override
    public void close() {
        before.forEach(root::addAppender);
        root.detachAppender(collector);
    }
}
