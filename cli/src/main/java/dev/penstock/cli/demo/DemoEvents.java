// SPDX-License-Identifier: Apache-2.0
package dev.penstock.cli.demo;

import dev.penstock.producer.EventSource;
import dev.penstock.producer.Pacing;

/** The events that a demo sends. */
interface DemoEvents {

    /** To be asked for once. */
    EventSource source();

    Pacing pacing();

    /**
     * How it stands.
     *
     * @param sent events so far
     */
    DemoInput progress(long sent, DemoInput.Stage stage);
}
