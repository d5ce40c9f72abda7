// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.producer;

import dev.penstock.streams.metrics.TransactionCounts;

import java.util.Collection;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Stands between the producers of an instance and topics that are missing. A send to such a topic, left to itself, blocks
 * its thread for {@code max.block.ms}, and one that was on its way when the topic was deleted is tried again for ever. Here
 * the one is refused at once and the other is given up. Either way the tasks of that thread are closed and begin again from
 * what they have committed.
 *
 * <p>Goes to producers as an object in their settings. Safe for use by many threads.
 */
public final class TopicGate {

    /** The producers' setting that holds it. */
    public static final String CONFIG = "penstock.topic.gate";

    /** What Kafka Streams logs at length when something was refused. */
    public static final String REFUSAL = "a topic is missing that is to be written to";

    private final TransactionCounts counts;
    private final Set<GatedProducer> producers = ConcurrentHashMap.newKeySet();
    private volatile Set<String> missing = Set.of();
    private volatile Runnable onRefusal = () -> {};

    /** @param counts are told how the transactions of producers end */
    public TopicGate(TransactionCounts counts) {
        this.counts = counts;
    }

    /** Who is told each time that something needs a topic that is missing, by whichever thread needs it. */
    public void onRefusal(Runnable told) {
        onRefusal = told;
    }

    /** Which topics are missing from now on. */
    public void setMissing(Collection<String> topics) {
        missing = Set.copyOf(topics);
    }

    /**
     * Gives up what waits for a topic that is missing. To be called every other second, also while none is: what waits is
     * told by that it has not gone on since the call before.
     */
    public void look() {
        boolean anyMissing = !missing.isEmpty();
        for (GatedProducer producer : producers) {
            if (producer.isStuck() && anyMissing) {
                producer.giveUp();
            }
        }
    }

    boolean isMissing(String topic) {
        Set<String> now = missing;
        return !now.isEmpty() && now.contains(topic);
    }

    /** Something needs a topic that is missing. */
    public void refused() {
        onRefusal.run();
    }

    TransactionCounts counts() {
        return counts;
    }

    void add(GatedProducer producer) {
        producers.add(producer);
    }

    void remove(GatedProducer producer) {
        producers.remove(producer);
    }
}
