// SPDX-License-Identifier: Apache-2.0
package dev.penstock.bench.flink;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.ToLongFunction;

/**
 * How far a task is. Written by the task's thread, read by any: there is one job in this process, and its tasks are found
 * here by what looks at it.
 */
final class Progress {

    private static final List<Progress> TASKS = new CopyOnWriteArrayList<>();

    private final AtomicLong processed = new AtomicLong();
    private final AtomicLong unsent = new AtomicLong();

    private Progress() {}

    static Progress ofNewTask() {
        var progress = new Progress();
        TASKS.add(progress);
        return progress;
    }

    /** Events that were processed, by all tasks. */
    static long allProcessed() {
        return sum(task -> task.processed.get());
    }

    /** Windows whose newest row has not been sent, in all tasks. */
    static long allUnsent() {
        return sum(task -> task.unsent.get());
    }

    private static long sum(ToLongFunction<Progress> number) {
        return TASKS.stream().mapToLong(number).sum();
    }

    void processed() {
        processed.lazySet(processed.getPlain() + 1);
    }

    void changed() {
        unsent.lazySet(unsent.getPlain() + 1);
    }

    void sent() {
        unsent.lazySet(unsent.getPlain() - 1);
    }
}
