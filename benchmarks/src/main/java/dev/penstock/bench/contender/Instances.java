// SPDX-License-Identifier: Apache-2.0
package dev.penstock.bench.contender;

import dev.penstock.bench.harness.Child;
import dev.penstock.bench.harness.Cluster;
import dev.penstock.bench.harness.Setup;
import dev.penstock.bench.harness.Waiting;
import dev.penstock.bench.truth.Slice;
import dev.penstock.bench.truth.TopicReader;
import org.apache.kafka.common.TopicPartition;

import java.util.Map;
import java.util.TreeMap;

/** Instances of one application, each in a process of its own. Used by one thread. */
public abstract class Instances implements AutoCloseable {

    private static final long MARGIN_MILLIS = 500;

    private final Cluster cluster;
    private final Setup setup;
    private final Contender contender;
    private final String applicationId;
    private final Map<Integer, Child> children = new TreeMap<>();

    /** @param applicationId of nobody else */
    protected Instances(Cluster cluster, Setup setup, Contender contender, String applicationId) {
        this.cluster = cluster;
        this.setup = setup;
        this.contender = contender;
        this.applicationId = applicationId;
    }

    protected final Cluster cluster() {
        return cluster;
    }

    protected final Setup setup() {
        return setup;
    }

    public final String applicationId() {
        return applicationId;
    }

    public final Contender contender() {
        return contender;
    }

    /** The topic of the rows of user activity. */
    public final String rows() {
        return contender.rowTopics(applicationId).get(PipelineContender.USER_ACTIVITY);
    }

    /** By their numbers. */
    protected final Map<Integer, Child> children() {
        return children;
    }

    /** Creates what they write to and lets them begin where the topics begin. */
    public final void prepare() {
        cluster.create(contender.topics(applicationId, cluster.partitions()));
        Map<TopicPartition, Long> ends = new TopicReader(cluster.bootstrap()).ends(contender.sources());
        cluster.beginAt(applicationId, Slice.last(1, ends), contender.sources());
    }

    /** Waits for the commit of what was processed, and of what that brought about. */
    public final void awaitCommit() {
        Waiting.millis(2 * setup.commitMillis() + MARGIN_MILLIS);
    }

    /** Ends one as a crash would. */
    public final void kill(int number) {
        Child child = children.remove(number);
        child.kill();
        cluster.place().end(child);
    }

    /** Ends them and removes what they have left behind. */
    @Override
    public final void close() {
        children.values().forEach(cluster.place()::end);
        // When the program is being ended the broker may be gone already, and all folders go anyway.
        if (!cluster.place().isClosed()) {
            cluster.delete(applicationId + "-");
            deleteFolders();
        }
    }

    /** To be called when their processes have ended. */
    protected abstract void deleteFolders();
}
