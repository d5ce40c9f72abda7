// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.serving;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor.CallerRunsPolicy;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.IntFunction;

/** Asks several at the same time. Where too many are being asked already, the asking thread does it itself. */
public final class FanOut implements AutoCloseable {

    private static final int MOST_THREADS = 16;
    private static final long IDLE_SECONDS = 30;

    private final ThreadPoolExecutor threads = new ThreadPoolExecutor(
            0,
            MOST_THREADS,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new SynchronousQueue<>(),
            FanOut::thread,
            new CallerRunsPolicy());

    private static Thread thread(Runnable task) {
        var thread = new Thread(task, "penstock-http-scatter");
        thread.setDaemon(true);
        return thread;
    }

    /**
     * All answers, in order.
     *
     * @throws dev.penstock.streams.http.problem.ProblemException if one of them failed, or was not there in time
     */
    <T> List<T> all(List<Integer> partitions, IntFunction<T> ask, Deadline deadline) {
        return all(partitions, (Integer partition) -> ask.apply(partition), deadline);
    }

    /** As the other one, of anything. */
    public <A, T> List<T> all(List<A> all, Function<A, T> ask, Deadline deadline) {
        List<Future<T>> futures = new ArrayList<>();
        try {
            for (A one : all) {
                futures.add(threads.submit(() -> ask.apply(one)));
            }
            List<T> answers = new ArrayList<>();
            for (Future<T> future : futures) {
                answers.add(future.get(deadline.left().toNanos(), TimeUnit.NANOSECONDS));
            }
            return answers;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException(e.getCause());
        } catch (TimeoutException e) {
            throw Deadline.problem().exception();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Deadline.problem().exception();
        } finally {
            futures.forEach(future -> future.cancel(true));
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
