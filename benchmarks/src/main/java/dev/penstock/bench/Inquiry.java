// SPDX-License-Identifier: Apache-2.0
package dev.penstock.bench;

import dev.penstock.bench.report.Case;

import java.util.function.Consumer;

/** A question with all that it takes to ask it. */
interface Inquiry {

    Question question();

    /** About how long it takes. */
    double expectedMicros();

    /**
     * Asks.
     *
     * @param answers is given each case as soon as it is known
     * @throws BenchException if it can't go on
     */
    void ask(Workplace place, Progress progress, Consumer<Case> answers);
}
