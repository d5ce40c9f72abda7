// SPDX-License-Identifier: Apache-2.0
package dev.penstock.cli.demo;

import java.time.Duration;

/** Where a demo is seen. */
interface DemoDisplay extends AutoCloseable {

    /** How often it wants to be given something new. */
    Duration interval();

    void show(DemoSnapshot snapshot);

    /** Leaves things as they were before. Any thread may call it, and more than once. */
    @Override
    void close();
}
