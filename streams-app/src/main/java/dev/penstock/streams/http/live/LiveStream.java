// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.http.live;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Answers on their way to one page. Of a question only the newest answer waits: a page that reads slowly misses some, but
 * is never far behind, and never costs more memory than one answer to each of its questions. Safe for use by many threads.
 */
public final class LiveStream implements AutoCloseable {

    private final Consumer<LiveStream> leave;
    private final Map<String, byte[]> waiting = new LinkedHashMap<>(); // guarded by this
    private boolean over; // guarded by this

    LiveStream(Consumer<LiveStream> leave) {
        this.leave = leave;
    }

    synchronized void put(String question, byte[] answer) {
        waiting.put(question, answer);
        notifyAll();
    }

    synchronized void end() {
        over = true;
        notifyAll();
    }

    /** Whether no more answers come. */
    public synchronized boolean isOver() {
        return over;
    }

    /** Waits for answers. None if there are none for that long, or if no more come. */
    public synchronized List<byte[]> take(Duration most) throws InterruptedException {
        long end = System.nanoTime() + most.toNanos();
        while (waiting.isEmpty() && !over) {
            long left = end - System.nanoTime();
            if (left <= 0) {
                return List.of();
            }
            TimeUnit.NANOSECONDS.timedWait(this, left);
        }
        List<byte[]> answers = List.copyOf(waiting.values());
        waiting.clear();
        return answers;
    }

    /** The page does not want any more. */
    @Override
    public void close() {
        leave.accept(this);
    }
}
