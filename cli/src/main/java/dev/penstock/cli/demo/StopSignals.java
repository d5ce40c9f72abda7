// SPDX-License-Identifier: Apache-2.0
package dev.penstock.cli.demo;

import org.jline.utils.Signals;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Turns the first SIGINT, SIGTERM or SIGHUP into an orderly end, so that the process can exit with 0. The second one
 * ends the process after a quick tidying up, the third one at once.
 */
final class StopSignals {

    private static final int INTERRUPTED = 130;

    private final CompletableFuture<Void> first = new CompletableFuture<>();
    private final AtomicInteger received = new AtomicInteger();
    private final Runnable tidyUp;

    private StopSignals(Runnable tidyUp) {
        this.tidyUp = tidyUp;
    }

    /**
     * Completes at the first signal.
     *
     * @param tidyUp what has to be done at the second one, on any thread; should be quick
     */
    static CompletableFuture<Void> install(Runnable tidyUp) {
        var signals = new StopSignals(tidyUp);
        for (String name : List.of("INT", "TERM", "HUP")) {
            Signals.register(name, signals::receive);
        }
        return signals.first;
    }

    private void receive() {
        switch (received.incrementAndGet()) {
            case 1 -> first.complete(null);
            case 2 -> {
                tidyUp.run();
                System.exit(INTERRUPTED);
            }
            default -> Runtime.getRuntime().halt(INTERRUPTED);
        }
    }
}
