// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.deadletters.replay;

import java.util.Optional;

/**
 * For whom a replay sends letters back.
 *
 * @param application the id of the one that shall get them; empty: those that run now
 * @param all whether letters are sent that it reads, or may have read, without the replay
 */
public record ReplayTarget(Optional<String> application, boolean all) {

    /** Those that run now, but not twice. */
    public static final ReplayTarget RUNNING = new ReplayTarget(Optional.empty(), false);
}
