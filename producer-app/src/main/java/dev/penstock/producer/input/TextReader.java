// SPDX-License-Identifier: Apache-2.0
package dev.penstock.producer.input;

import java.io.IOException;
import java.util.Optional;

/** Cuts an input into the texts of events. Used by one thread. */
interface TextReader {

    /** The next text; empty at the end of the input or once it is closed. */
    Optional<EventText> next() throws IOException;
}
