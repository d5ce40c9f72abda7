// SPDX-License-Identifier: Apache-2.0
package dev.penstock.producer.send;

/**
 * An event is due as long after the first as its time lies after the first one's. Events that are out of order or have
 * no time are due at once.
 */
final class EventTimePacing implements Pacing {

    private static final double NANOS_PER_MILLI = 1e6;

    private final double speed;
    private boolean started;
    private long firstEventTime;
    private long start;

    /** @param speed more than 0; 1 is real time */
    EventTimePacing(double speed) {
        if (!(speed > 0)) {
            throw new IllegalArgumentException("a speed must be more than 0, found " + speed);
        }
        this.speed = speed;
    }

    @Override
    public long delay(OutgoingEvent event, long now) {
        Long eventTime = event.record().timestamp();
        if (eventTime == null) {
            return 0;
        }
        if (!started) {
            started = true;
            firstEventTime = eventTime;
            start = now;
        }
        // As doubles, because a wrong timestamp may lie anywhere.
        double due = ((double) eventTime - firstEventTime) * NANOS_PER_MILLI / speed;
        return (long) Math.max(0, Math.ceil(due - (now - start)));
    }
}
