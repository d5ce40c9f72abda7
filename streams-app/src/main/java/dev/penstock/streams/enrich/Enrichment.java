// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.enrich;

import dev.penstock.event.pipeline.Enricher;
import dev.penstock.streams.stream.EventMaker;

import java.util.List;

/** What an {@link Enricher} does. Has a state of its own from event to event, so it is for one thread. */
public interface Enrichment {

    /** The values, in the order of {@link Enricher#outputs()}. */
    List<ValueWriter> writers();

    /** One that mostly finds something that it has found before. */
    interface Memoized extends Enrichment {

        /** What an event holds, which alone decides on all that the writers write of it. */
        MemoizedResult<?> find(InputEvent in);

        /**
         * Takes in the event that the writers write next: seldom needed, so that {@link #find} need not write down what it
         * found, see
         * {@link dev.penstock.aggregate.delta.EventFields} on what a written reference costs.
         */
        void enter(InputEvent in);
    }

    /** One that looks at each event once for all of its writers. */
    interface PerEvent extends Enrichment {

        /** Takes in the event that the writers write next. */
        void enter(InputEvent in);
    }

    /** One that goes by the events that its partition had so far. */
    interface OfPartition extends PerEvent {

        /** See {@link EventMaker#passed}. */
        void passed(long partitionTime);
    }
}
