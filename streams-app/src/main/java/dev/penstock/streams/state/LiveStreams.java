// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.state;

import dev.penstock.streams.client.GroupOffsets;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.CloseOptions.GroupMembershipOperation;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.TaskId;
import org.apache.kafka.streams.processor.internals.StreamThread;
import org.apache.kafka.streams.processor.internals.Task;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;

import static java.util.stream.Collectors.toSet;

/**
 * Kafka Streams that tells of each state store on this instance what it is good for at this moment.
 *
 * <p>Both interactive query APIs refuse an active store as long as its thread is not {@code RUNNING}, which it is not
 * while it restores any other store: when an instance is lost and the others take over its tasks, keys that did not
 * move could not be asked for as long as that takes. They do answer if stale stores are allowed, but then nothing tells
 * an active store from one that is being restored, and half a store gives wrong answers. So this looks at the state of
 * the task itself, which is not in any public API. This is the only class that does; a Kafka upgrade that changes the
 * internals fails its compilation.
 *
 * <p>Safe for use by many threads, as Kafka Streams is.
 */
public final class LiveStreams extends KafkaStreams {

    private static final int DESCRIBE_WITHIN_MILLIS = 5_000;
    private static final Duration LOOK_AGAIN = Duration.ofMillis(10);

    /** Where a store was found last: as long as it is open and its task runs it is still there. */
    private final Map<StoreAt, Found> found = new ConcurrentHashMap<>();

    private record StoreAt(String store, int partition) {}

    private record Found(StateStore store, Task task, StreamThread thread) {

        boolean isOpen() {
            return thread.state().isAlive() && store.isOpen();
        }

        LiveStore live() {
            return new LiveStore(store, task.id().partition(), role(task), thread.getName());
        }
    }

    public LiveStreams(Topology topology, StreamsConfig config) {
        super(topology, config);
    }

    /**
     * The store of this name and partition, if this instance has it open.
     *
     * <p>If it is {@link StoreRole#ACTIVE} now, then what is read from it afterwards is at least what was there now: a
     * store that is given away meanwhile is closed, and reading it fails with an
     * {@link org.apache.kafka.streams.errors.InvalidStateStoreException}.
     */
    public Optional<LiveStore> find(String store, int partition) {
        var place = new StoreAt(store, partition);
        Found before = found.get(place);
        if (before != null && before.isOpen()) {
            LiveStore live = before.live();
            if (live.role() == StoreRole.ACTIVE) {
                return Optional.of(live);
            }
        }
        Optional<Found> now = search(place);
        now.ifPresentOrElse(one -> found.put(place, one), () -> found.remove(place));
        return now.map(Found::live);
    }

    private Optional<Found> search(StoreAt place) {
        for (StreamThread thread : aliveThreads()) {
            for (Task task : thread.readyOnlyAllTasks()) {
                if (task.id().partition() == place.partition()) {
                    StateStore store = task.store(place.store());
                    if (store != null && store.isOpen()) {
                        return Optional.of(new Found(store, task, thread));
                    }
                }
            }
        }
        return Optional.empty();
    }

    /** All of these stores that this instance has open, in no order. */
    public List<LiveStore> all(Collection<String> stores) {
        List<LiveStore> all = new ArrayList<>();
        for (StreamThread thread : aliveThreads()) {
            for (Task task : thread.readyOnlyAllTasks()) {
                for (String store : stores) {
                    StateStore open = task.store(store);
                    if (open != null && open.isOpen()) {
                        all.add(new Found(open, task, thread).live());
                    }
                }
            }
        }
        return all;
    }

    /**
     * Closes an instance that was never let to work, in the middle of a rebalance, too. Where the leader of a classic group
     * has another topology, the consumer is given partitions that it did not subscribe to and joins again and again: no
     * rebalance ends, for nobody in the group, and Kafka Streams stops no thread before its rebalance has ended. So its
     * threads are interrupted, which ends them, and then their consumers leave the group.
     *
     * @return whether all threads have ended in time
     */
    public boolean abandon(GroupMembershipOperation membership, Duration within) {
        long start = System.nanoTime();
        if (close(org.apache.kafka.streams.CloseOptions.timeout(Duration.ZERO)
                .withGroupMembershipOperation(membership))) {
            return true;
        }
        while (!aliveThreads().isEmpty() && System.nanoTime() - start < within.toNanos()) {
            LockSupport.parkNanos(LOOK_AGAIN.toNanos());
        }
        processStreamThread(Thread::interrupt);
        return close(org.apache.kafka.streams.CloseOptions.timeout(within).withGroupMembershipOperation(membership));
    }

    /** Asks Kafka about topics; each is answered for itself, and one that does not exist with an error. */
    public Map<String, KafkaFuture<TopicDescription>> describe(Collection<String> topics) {
        return adminClient
                .describeTopics(topics, new DescribeTopicsOptions().timeoutMs(DESCRIBE_WITHIN_MILLIS))
                .topicNameValues();
    }

    /** Asks Kafka about offsets of a group. */
    public GroupOffsets offsets(String group) {
        return new GroupOffsets(adminClient, group);
    }

    /** The partitions that this instance reads, or will as soon as their state is restored. */
    public Set<TopicPartition> inputPartitions() {
        return liveThreads().stream()
                .flatMap(thread -> thread.active().values().stream().flatMap(Set::stream))
                .collect(toSet());
    }

    /** For questions to Kafka; closed together with this. */
    public Admin admin() {
        return adminClient;
    }

    /** The stream threads that are not dead, with their tasks. */
    public List<LiveThread> liveThreads() {
        return aliveThreads().stream().map(LiveStreams::live).toList();
    }

    private static LiveThread live(StreamThread thread) {
        Map<TaskId, Set<TopicPartition>> active = new TreeMap<>();
        Map<TaskId, Set<TopicPartition>> standby = new TreeMap<>();
        for (Task task : thread.readyOnlyAllTasks()) {
            if (task.isActive()) {
                active.put(task.id(), task.inputPartitions());
            } else {
                standby.put(task.id(), task.changelogPartitions());
            }
        }
        return new LiveThread(thread.getName(), thread.state().name(), active, standby);
    }

    private List<StreamThread> aliveThreads() {
        List<StreamThread> alive = new ArrayList<>();
        processStreamThread(thread -> {
            if (thread.state().isAlive()) {
                alive.add(thread);
            }
        });
        return alive;
    }

    private static StoreRole role(Task task) {
        if (!task.isActive()) {
            return StoreRole.STANDBY;
        }
        return task.state() == Task.State.RUNNING ? StoreRole.ACTIVE : StoreRole.RESTORING;
    }
}
