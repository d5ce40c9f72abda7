// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.watch;

import java.util.EnumSet;
import java.util.Set;

/** Makes processing wait for as long as anything needs it to. Safe for use by many threads. */
public final class Pauses {

    private final Runnable pause;
    private final Runnable resume;
    private final Set<Reason> reasons = EnumSet.noneOf(Reason.class); // guarded by this

    /** What processing waits for. */
    public enum Reason {
        GROUP,
        TOPIC,
        MODEL
    }

    /**
     * @param pause makes processing wait
     * @param resume has it go on
     */
    public Pauses(Runnable pause, Runnable resume) {
        this.pause = pause;
        this.resume = resume;
    }

    public synchronized void begin(Reason reason) {
        reasons.add(reason);
        pause.run();
    }

    /** Processing goes on, unless it waits for something else, too. */
    public synchronized void end(Reason reason) {
        if (reasons.remove(reason) && reasons.isEmpty()) {
            resume.run();
        }
    }
}
