// SPDX-License-Identifier: Apache-2.0
package dev.penstock.event.pipeline;

/** Finds windows of times that mostly lie in the same. Not safe for use by several threads at a time. */
public final class CurrentWindow {

    private final TumblingWindows windows;
    private long start = Long.MAX_VALUE;
    private long end = Long.MIN_VALUE;

    public CurrentWindow(TumblingWindows windows) {
        this.windows = windows;
    }

    /** Start of the window that a time lies in, as {@link TumblingWindows#start}. */
    public long start(long time) {
        if (time < start || time >= end) {
            start = windows.start(time);
            end = windows.end(start);
        }
        return start;
    }
}
