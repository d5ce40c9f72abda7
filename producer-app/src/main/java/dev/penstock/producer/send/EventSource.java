// SPDX-License-Identifier: Apache-2.0
package dev.penstock.producer.send;

import java.io.IOException;
import java.util.Optional;
import java.util.Set;

/** Where events come from. Used by one thread, but for {@link #close()}, which any thread may call to end it. */
public interface EventSource extends AutoCloseable {

    /**
     * The next event; empty at the end, and after {@link #close()}.
     *
     * @throws IOException if the input can't be read
     * @throws SendException if the input is refused
     */
    Optional<OutgoingEvent> next() throws IOException;

    /** Every topic that an event can go to. */
    Set<String> topics();

    /** How many parts of the input were no event and were left out, such as empty lines. May be asked by any thread. */
    default long skipped() {
        return 0;
    }

    @Override
    void close() throws IOException;
}
