// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.perevent;

import dev.penstock.event.pipeline.FeatureGroup;
import dev.penstock.event.pipeline.TumblingWindows;
import org.apache.kafka.streams.kstream.Windows;
import org.apache.kafka.streams.kstream.internals.TimeWindow;

import java.util.Map;

/**
 * The windows of a group. What is late for one was decided before, by the partition of each event, and so was what the
 * store no longer holds; so none closes here before that.
 */
final class GroupWindows extends Windows<TimeWindow> {

    private final TumblingWindows windows;
    private final long retention;

    GroupWindows(FeatureGroup group) {
        this.windows = group.window();
        this.retention = group.retention().toMillis();
    }

    @Override
    public Map<Long, TimeWindow> windowsFor(long timestamp) {
        long start = windows.start(timestamp);
        return Map.of(start, new TimeWindow(start, windows.end(start)));
    }

    @Override
    public long size() {
        return windows.longest().toMillis();
    }

    @Override
    public long gracePeriodMs() {
        return retention;
    }
}
