// SPDX-License-Identifier: Apache-2.0
package dev.penstock.producer.send;

/**
 * Releases events by an absolute schedule, so that no error adds up: at time t after the first one, perSecond × t
 * events are due. They are released in slices of {@value #SLICE_NANOS} ns. After a stall the events that are overdue
 * don't come at once: no slice is more than {@value #CATCH_UP} times as large as an even one.
 */
final class RatePacing implements Pacing {

    static final long SLICE_NANOS = 2_000_000;
    static final int CATCH_UP = 2;

    private static final double NANOS_PER_SECOND = 1e9;
    /** A slice that took long to send may be followed by a larger one, or a slow sender would never use its time. */
    private static final long MAX_SLICE_NANOS = 10_000_000;

    private final double perSecond;
    private boolean started;
    private long start;
    private long sliceStart;
    private long sent;
    private long released;

    /** @param perSecond more than 0, and finite */
    RatePacing(double perSecond) {
        if (!(perSecond > 0) || Double.isInfinite(perSecond)) {
            throw new IllegalArgumentException(
                    "a rate must be a number of events per second above 0, found " + perSecond);
        }
        this.perSecond = perSecond;
    }

    @Override
    public long delay(OutgoingEvent event, long now) {
        if (sent < released) {
            sent++;
            return 0;
        }
        if (!started) {
            started = true;
            start = now;
            sliceStart = now - SLICE_NANOS;
        }
        long sinceSlice = now - sliceStart;
        if (sinceSlice < SLICE_NANOS) {
            return SLICE_NANOS - sinceSlice;
        }
        long due = 1 + (long) ((now - start) * perSecond / NANOS_PER_SECOND);
        if (due <= sent) {
            return Math.max(1, dueAt(sent) - now);
        }
        long fair = Math.max(1, (long) (perSecond * Math.min(sinceSlice, MAX_SLICE_NANOS) / NANOS_PER_SECOND));
        released = Math.min(due, sent + fair * CATCH_UP);
        sliceStart = now;
        sent++;
        return 0;
    }

    /** When the event with this number (from 0) is due. */
    private long dueAt(long number) {
        return start + (long) Math.ceil(number * NANOS_PER_SECOND / perSecond);
    }
}
