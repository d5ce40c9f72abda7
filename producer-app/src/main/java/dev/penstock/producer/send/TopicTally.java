// SPDX-License-Identifier: Apache-2.0
package dev.penstock.producer.send;

import java.util.concurrent.atomic.LongAdder;

/** Counts the events of one topic. Written by the sender, read by any thread. */
final class TopicTally {

    private final LongAdder events = new LongAdder();
    private final LongAdder bytes = new LongAdder();
    private final LongAdder late = new LongAdder();
    private final LongAdder malformed = new LongAdder();
    private final LongAdder duplicates = new LongAdder();

    void count(OutgoingEvent event) {
        byte[] key = event.record().key();
        events.increment();
        bytes.add(event.record().value().length + (key == null ? 0 : key.length));
        switch (event.kind()) {
            case PLAIN -> {}
            case LATE -> late.increment();
            case MALFORMED -> malformed.increment();
            case DUPLICATE -> duplicates.increment();
        }
    }

    Summary.TopicCounts counts() {
        return new Summary.TopicCounts(events.sum(), bytes.sum(), late.sum(), malformed.sum(), duplicates.sum());
    }
}
