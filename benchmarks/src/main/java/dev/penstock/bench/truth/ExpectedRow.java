// SPDX-License-Identifier: Apache-2.0
package dev.penstock.bench.truth;

import java.util.Map;

/** What the newest row of a key and window has to say. */
interface ExpectedRow {

    /** By name of the column. A row may have more columns than these. */
    Map<String, Expectation> columns();

    /**
     * What the row has to say of the events of both.
     *
     * @param other of the same group, key and window, and of none of the same events
     */
    ExpectedRow plus(ExpectedRow other);
}
