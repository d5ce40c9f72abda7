// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.http.peer;

import dev.penstock.streams.serving.Deadline;
import dev.penstock.streams.serving.KeyQuery;
import dev.penstock.streams.serving.KeyResult;
import dev.penstock.streams.serving.LatestWindow;
import dev.penstock.streams.serving.NewestQuery;
import dev.penstock.streams.serving.NewestResult;
import dev.penstock.streams.serving.PartitionReader;
import dev.penstock.streams.serving.WindowQuery;
import dev.penstock.streams.serving.WindowResult;
import org.apache.kafka.streams.state.HostInfo;

import java.time.Duration;
import java.util.Base64;
import java.util.Map;

/** Another instance. It answers from its own stores and asks nobody in turn, so no request ever goes round in a circle. */
public record RemoteFeatures(Peers peers, HostInfo host) implements PartitionReader {

    /** Where instances ask each other; no part of the API. */
    public static final String KEY_PATH = "/internal/key";

    public static final String NEWEST_PATH = "/internal/newest";
    public static final String WINDOW_PATH = "/internal/window";
    public static final String LATEST_PATH = "/internal/latest";

    @Override
    public KeyResult key(KeyQuery question, int partition, boolean standby, Deadline deadline) {
        return peers.get(
                host,
                KEY_PATH,
                Map.of(
                        "group", question.group(),
                        "key", encode(question.key()),
                        "from", String.valueOf(question.from()),
                        "to", String.valueOf(question.to()),
                        "limit", String.valueOf(question.limit()),
                        "merged", String.valueOf(question.merged()),
                        "partition", String.valueOf(partition),
                        "standby", String.valueOf(standby)),
                KeyResult.class,
                within(deadline));
    }

    /** {@link #newest} as JSON. */
    public record NewestOf(NewestQuery question, int partition, boolean standby) {}

    @Override
    public NewestResult newest(NewestQuery question, int partition, boolean standby, Deadline deadline) {
        return peers.post(
                host, NEWEST_PATH, new NewestOf(question, partition, standby), NewestResult.class, within(deadline));
    }

    @Override
    public WindowResult window(WindowQuery question, int partition, boolean standby, Deadline deadline) {
        return peers.get(
                host,
                WINDOW_PATH,
                Map.of(
                        "group", question.group(),
                        "window", String.valueOf(question.window()),
                        "limit", String.valueOf(question.limit()),
                        "resumed", String.valueOf(question.resumed()),
                        "after", encode(question.after()),
                        "top", question.top(),
                        "partition", String.valueOf(partition),
                        "standby", String.valueOf(standby)),
                WindowResult.class,
                within(deadline));
    }

    @Override
    public LatestWindow latest(String group, int partition, boolean standby, Deadline deadline) {
        return peers.get(
                host,
                LATEST_PATH,
                Map.of("group", group, "partition", String.valueOf(partition), "standby", String.valueOf(standby)),
                LatestWindow.class,
                within(deadline));
    }

    /** Half of what is left: an instance that hangs leaves time to ask its standby, or to say so. */
    private static Duration within(Deadline deadline) {
        return deadline.left().dividedBy(2);
    }

    private static String encode(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
