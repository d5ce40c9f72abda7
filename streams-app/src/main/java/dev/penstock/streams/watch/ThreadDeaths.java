// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.watch;

import dev.penstock.cli.support.Causes;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Decides what becomes of a stream thread that died: a few are replaced; what a new thread can't mend, and a storm of
 * deaths, ends the instance. What a dead thread had not committed was never done, so nothing is lost either way.
 *
 * <p>Safe for use by many threads.
 */
public final class ThreadDeaths implements StreamsUncaughtExceptionHandler {

    static final Duration PERIOD = Duration.ofMinutes(5);

    private static final Logger LOG = LoggerFactory.getLogger(ThreadDeaths.class);
    private static final int LEAST_FOR_A_STORM = 5;

    private final int mostPerPeriod;
    private final Path stateFolder;
    private final LongSupplier freeBytes;
    private final LongSupplier nanoTime;
    private final Deque<Long> deaths = new ArrayDeque<>();
    private Optional<String> verdict = Optional.empty();
    private boolean leaving;

    /**
     * @param threads of the instance: a broker that is away for long may take each of them once in a period
     * @param stateFolder for messages
     * @param freeBytes on the disk of that folder
     */
    public ThreadDeaths(int threads, Path stateFolder, LongSupplier freeBytes, LongSupplier nanoTime) {
        this.mostPerPeriod = Math.max(LEAST_FOR_A_STORM, 2 * threads);
        this.stateFolder = stateFolder;
        this.freeBytes = freeBytes;
        this.nanoTime = nanoTime;
    }

    /** From now on threads die since the instance has to go, and none is replaced. */
    public synchronized void leave() {
        leaving = true;
    }

    @Override
    public synchronized StreamThreadExceptionResponse handle(Throwable thrown) {
        if (leaving) {
            // It was interrupted to get here, and has yet to leave the group.
            boolean interrupted = Thread.interrupted();
            LOG.debug("a thread ends, interrupted: {}", interrupted, thrown);
            return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
        }
        Optional<String> fatal = fatal(thrown);
        if (fatal.isPresent()) {
            LOG.debug("fatal", thrown);
            return end(fatal.get());
        }
        long now = nanoTime.getAsLong();
        while (!deaths.isEmpty() && now - deaths.peekFirst() > PERIOD.toNanos()) {
            deaths.removeFirst();
        }
        deaths.addLast(now);
        if (deaths.size() > mostPerPeriod) {
            LOG.error("a stream thread died", thrown);
            return end(String.format(
                    Locale.ROOT,
                    "%d stream threads died within %d minutes, the last one of: %s",
                    deaths.size(),
                    PERIOD.toMinutes(),
                    Causes.line(thrown)));
        }
        LOG.error(
                "a stream thread died and is replaced ({} within {} minutes, at most {})",
                deaths.size(),
                PERIOD.toMinutes(),
                mostPerPeriod,
                thrown);
        return StreamThreadExceptionResponse.REPLACE_THREAD;
    }

    /** Why the instance ends, in one line; nothing while there is no reason. */
    public synchronized Optional<String> verdict() {
        return verdict;
    }

    /** What is wrong, in one line, if starting anew is of no use. */
    public Optional<String> fatal(Throwable thrown) {
        return FatalFaults.line(thrown, stateFolder).or(() -> diskFull(thrown));
    }

    /** Kafka Streams takes a store that it can't open on a full disk for a damaged one, and doesn't tell why. */
    private Optional<String> diskFull(Throwable thrown) {
        return freeBytes.getAsLong() < FullDiskWatch.LEAST_FREE_BYTES
                ? Optional.of(FatalFaults.diskFull(thrown, stateFolder))
                : Optional.empty();
    }

    private StreamThreadExceptionResponse end(String reason) {
        if (verdict.isEmpty()) {
            verdict = Optional.of(reason);
        }
        return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
    }
}
