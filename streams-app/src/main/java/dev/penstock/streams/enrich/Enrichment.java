// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.enrich;

import dev.penstock.event.pipeline.Enricher;

import java.util.List;

/** What an {@link Enricher} does. Has a state of its own from event to event, so it is for one thread. */
interface Enrichment {

    /** See {@link EventMaker#passed}. */
    default void passed(long partitionTime) {}

    /** Works out what the writers write next. */
    default void look(Incoming in) {}

    /** The values, in the order of {@link Enricher#outputs()}, for the event that was looked at last. */
    List<ValueWriter> writers();
}
