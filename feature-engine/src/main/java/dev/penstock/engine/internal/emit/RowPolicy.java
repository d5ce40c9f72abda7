// SPDX-License-Identifier: Apache-2.0
package dev.penstock.engine.internal.emit;

/** When the rows of a group are written. For use by the task's thread. */
sealed interface RowPolicy permits UpdateRows, FinalRows, RollingRows {

    /** Writes a row of a tile. */
    interface Writer {
        void write(byte[] key, long window, byte[] tile);
    }

    /** Whether the last row of this window was written, so that nothing can add to it any more. */
    boolean isClosed(long window);

    /** To be called before the store is given a window, which may make it drop earlier ones. */
    void beforeWindow(long window);

    /** @param isNew whether there was no tile of this key and window before */
    void onTile(byte[] key, long window, byte[] tile, boolean isNew);

    /** A partition of the events has come so far, and all that it had until then was merged. */
    void onTime(int partition, long time);

    /** Nothing came to a partition of the events for long, and all that it had was merged. */
    void onIdle(int partition);

    /** A task that is revived after a failure keeps its timers, which would go on with what was then. */
    void close();
}
