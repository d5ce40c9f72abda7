// SPDX-License-Identifier: Apache-2.0
package dev.penstock.bench.harness;

import dev.penstock.producer.send.EventSource;
import dev.penstock.producer.send.OutgoingEvent;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.Set;

/**
 * Holds some events back for some seconds of event time, as phones on bad networks do. None becomes late for a window
 * with the default grace of 30 seconds.
 */
final class Disorder implements EventSource {

    static final double SHARE = 0.05;
    static final int MOST_MILLIS = 5_000;

    private final EventSource inOrder;
    private final Random random;
    private final PriorityQueue<Held> held =
            new PriorityQueue<>(Comparator.comparingLong(Held::until).thenComparingLong(Held::number));

    /** One event at most: the next that is in order. */
    private final ArrayDeque<OutgoingEvent> next = new ArrayDeque<>();

    private long taken;

    private record Held(long until, long number, OutgoingEvent event) {}

    Disorder(EventSource inOrder, long seed) {
        this.inOrder = inOrder;
        this.random = new Random(seed);
    }

    @Override
    public Optional<OutgoingEvent> next() throws IOException {
        while (next.isEmpty()) {
            Optional<OutgoingEvent> event = inOrder.next();
            if (event.isEmpty()) {
                return Optional.ofNullable(held.poll()).map(Held::event);
            }
            hold(event.get());
        }
        if (!held.isEmpty() && held.peek().until() <= time(next.peek())) {
            return Optional.of(held.poll().event());
        }
        return Optional.of(next.poll());
    }

    private void hold(OutgoingEvent event) {
        if (random.nextDouble() < SHARE) {
            held.add(new Held(time(event) + 1 + random.nextInt(MOST_MILLIS), taken++, event));
        } else {
            next.add(event);
        }
    }

    private static long time(OutgoingEvent event) {
        return event.record().timestamp();
    }

    @Override
    public Set<String> topics() {
        return inOrder.topics();
    }

    @Override
    public void close() throws IOException {
        inOrder.close();
    }
}
