// SPDX-License-Identifier: Apache-2.0
package dev.penstock.bench.contender;

import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import javax.management.Attribute;
import javax.management.InstanceNotFoundException;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;

import static java.util.stream.Collectors.toSet;

/**
 * What the Kafka Streams applications of this process have taken from topics, by their own metrics: a record counts when
 * a task takes it up to process it. Used by one thread.
 */
final class ConsumedRecords {

    private static final String QUERY = "kafka.streams:type=stream-topic-metrics,*";
    private static final String TOPIC = "topic";
    private static final String[] COUNT = {"records-consumed-total"};
    private static final long LIST_EVERY_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

    private final MBeanServer beans = ManagementFactory.getPlatformMBeanServer();
    private final Predicate<String> topics;
    private Set<ObjectName> counters = Set.of();
    private long listAgainAt = System.nanoTime();

    /** @param topics to count */
    ConsumedRecords(Predicate<String> topics) {
        this.topics = topics;
    }

    long count() {
        long now = System.nanoTime();
        // Counters come and go with tasks, and to list them takes longer than to read them.
        if (now - listAgainAt >= 0) {
            counters = list();
            listAgainAt = now + LIST_EVERY_NANOS;
        }
        return counters.stream().mapToLong(this::read).sum();
    }

    /** Whether there is such a topic that tasks read, taken from or not. */
    boolean any() {
        return list().stream().anyMatch(counter -> !values(counter).isEmpty());
    }

    private Set<ObjectName> list() {
        try {
            return beans.queryNames(new ObjectName(QUERY), null).stream()
                    .filter(name -> topics.test(name.getKeyProperty(TOPIC)))
                    .collect(toSet());
        } catch (JMException e) {
            throw new IllegalStateException(e);
        }
    }

    private long read(ObjectName counter) {
        return values(counter).stream()
                .map(Attribute::getValue)
                .mapToLong(count -> ((Number) count).longValue())
                .sum();
    }

    /** Empty where a topic is only written to, or its task has just been closed. */
    private List<Attribute> values(ObjectName counter) {
        try {
            return beans.getAttributes(counter, COUNT).asList();
        } catch (InstanceNotFoundException closed) {
            return List.of();
        } catch (JMException e) {
            throw new IllegalStateException(e);
        }
    }
}
