// SPDX-License-Identifier: Apache-2.0
package dev.penstock.bench.question;

import dev.penstock.bench.harness.BenchException;
import dev.penstock.bench.harness.Progress;
import dev.penstock.bench.harness.Workplace;

import java.util.function.Consumer;

/** A question with all that it takes to ask it. */
public interface Question {

    /** The command that asks it alone. */
    String name();

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
