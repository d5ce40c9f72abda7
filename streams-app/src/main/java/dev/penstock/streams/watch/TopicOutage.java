// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.watch;

import dev.penstock.cli.support.CommandException;
import dev.penstock.streams.producer.TopicGate;
import dev.penstock.streams.topics.TopicWatch;
import dev.penstock.streams.topics.WatchedTopic;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.Collection;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

import static java.util.stream.Collectors.joining;

/**
 * What an instance does about topics that are deleted while it runs. It says which are missing. Either it ends, or it goes
 * on with what does not need them; with the first record that does it pauses, and goes on when all topics are there.
 */
public final class TopicOutage {

    private static final Duration SAID_AGAIN = Duration.ofMinutes(1);
    private static final Logger LOG = LoggerFactory.getLogger(TopicOutage.class);

    private final TopicGate gate;
    private final Runnable pause;
    private final Runnable resume;
    private final boolean ends;
    private final Consumer<CommandException> end;
    private final LongSupplier nanoTime;
    private boolean paused; // guarded by this
    private long saidAt; // for the thread that looks

    /**
     * @param pause makes processing wait; what was not committed before is done again
     * @param resume has it go on
     * @param ends whether the instance ends as soon as a topic is missing
     * @param end ends it
     */
    public TopicOutage(
            TopicGate gate,
            Runnable pause,
            Runnable resume,
            boolean ends,
            Consumer<CommandException> end,
            LongSupplier nanoTime) {
        this.gate = gate;
        this.pause = pause;
        this.resume = resume;
        this.ends = ends;
        this.end = end;
        this.nanoTime = nanoTime;
        gate.onRefusal(this::waitForTopics);
    }

    /**
     * To be called every other second.
     *
     * @param changes since the time before
     * @param missing topics, now
     */
    void look(TopicWatch.Changes changes, Collection<WatchedTopic> missing) {
        gate.setMissing(missing.stream().map(WatchedTopic::name).toList());
        changes.gone().forEach(topic -> LOG.error("the topic {} is missing{}", topic, consequence(topic)));
        changes.back().forEach(topic -> LOG.info("the topic {} is there again", topic));
        changes.anew().forEach(topic -> sayAnew(topic, changes.back().contains(topic)));
        gate.look();
        if (missing.isEmpty()) {
            goOn();
        } else if (ends) {
            end.accept(new CommandException((missing.size() == 1 ? "a topic is missing: " : "topics are missing: ")
                    + names(missing) + "; ./penstock topics creates what is missing"));
        } else {
            sayAgain(changes, missing);
        }
    }

    private String consequence(WatchedTopic topic) {
        if (ends) {
            return "";
        }
        return switch (topic.role()) {
            case "source", WatchedTopic.REPARTITION -> "; nothing can be read from it";
            case WatchedTopic.CHANGELOG ->
                ", and with it the state that is kept there; processing waits as soon as it is to be written to";
            default ->
                "; processing waits with the first record for it, until it is there again: ./penstock topics creates it";
        };
    }

    private static void sayAnew(WatchedTopic topic, boolean isSaid) {
        if (topic.role().equals(WatchedTopic.CHANGELOG)) {
            LOG.error(
                    "the topic {} was deleted and is there anew, without the state that was in it: rows begin from nothing"
                            + " where that is needed; another --application-id has everything counted again",
                    topic);
        } else if (!isSaid) {
            LOG.warn("the topic {} was deleted and is there anew, without what was in it", topic);
        }
    }

    private void sayAgain(TopicWatch.Changes changes, Collection<WatchedTopic> missing) {
        long now = nanoTime.getAsLong();
        if (!changes.gone().isEmpty()) {
            saidAt = now;
        } else if (now - saidAt >= SAID_AGAIN.toNanos()) {
            saidAt = now;
            LOG.warn("{}still missing: {}", isPaused() ? "processing waits, " : "", names(missing));
        }
    }

    private synchronized boolean isPaused() {
        return paused;
    }

    private synchronized void waitForTopics() {
        if (!paused && !ends) {
            paused = true;
            pause.run();
            LOG.error("processing waits: a record is for a topic that is missing; nothing of the input is lost");
        }
    }

    private synchronized void goOn() {
        if (paused) {
            paused = false;
            resume.run();
            LOG.info("processing goes on, all topics are there");
        }
    }

    /**
     * Why an instance ended: what its threads died of is often no more than a trace of it.
     *
     * @param missing topics when it ended
     */
    public static String reason(String verdict, Collection<WatchedTopic> missing) {
        return missing.isEmpty() ? verdict : FatalFaults.TOPIC_GONE + ": " + names(missing) + "; " + verdict;
    }

    private static String names(Collection<WatchedTopic> topics) {
        return topics.stream().map(WatchedTopic::toString).collect(joining(", "));
    }
}
