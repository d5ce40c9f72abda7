// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.http.live;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Asks what pages want to know, again and again, once for all pages together, and only as long as one of them is open.
 * What takes long is asked less often, so that all of it takes no more than a small share of the time, however many pages
 * there are and however large the windows. Safe for use by many threads.
 */
public final class LiveFeed implements AutoCloseable {

    /** As many pages as an instance feeds at once. */
    public static final int MOST_STREAMS = 32;

    private static final Logger LOG = LoggerFactory.getLogger(LiveFeed.class);
    private static final int THREADS = 2;

    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(15);

    private final ScheduledExecutorService threads = Executors.newScheduledThreadPool(THREADS, task -> {
        var thread = new Thread(task, "penstock-http-live");
        thread.setDaemon(true);
        return thread;
    });
    private final Map<String, Topic> topics = new HashMap<>(); // guarded by this
    private final Set<LiveStream> streams = new HashSet<>(); // guarded by this
    private boolean closed; // guarded by this

    /** A question, and who wants to know. Guarded by the feed. */
    private static final class Topic {
        private final LiveQuery question;
        private final Set<LiveStream> readers = new HashSet<>();
        private byte[] last = {};

        private Topic(LiveQuery question) {
            this.question = question;
        }
    }

    /**
     * A stream of answers to these questions, which have different names.
     *
     * @return empty if there are as many streams as there may be, or this was closed
     */
    public synchronized Optional<LiveStream> open(List<LiveQuery> questions) {
        if (closed || streams.size() >= MOST_STREAMS) {
            return Optional.empty();
        }
        var stream = new LiveStream(this::leave);
        streams.add(stream);
        questions.forEach(question -> join(question, stream));
        return Optional.of(stream);
    }

    private synchronized void join(LiveQuery question, LiveStream stream) {
        Topic topic = topics.get(question.name());
        if (topic == null) {
            topic = new Topic(question);
            topics.put(question.name(), topic);
            schedule(topic, 0);
        } else if (topic.last.length > 0) {
            stream.put(question.name(), topic.last);
        }
        topic.readers.add(stream);
    }

    private synchronized void leave(LiveStream stream) {
        streams.remove(stream);
        // A topic without readers goes when its turn comes: until then another page may take it up.
        topics.values().forEach(topic -> topic.readers.remove(stream));
    }

    private void ask(Topic topic) {
        long began = System.nanoTime();
        byte[] answer = answer(topic.question);
        tell(topic, answer, System.nanoTime() - began);
    }

    private static byte[] answer(LiveQuery question) {
        try {
            return question.answer().get();
        } catch (RuntimeException e) {
            LOG.warn("no answer for pages to {}, to be asked again", question.name(), e);
            return new byte[0];
        }
    }

    private synchronized void tell(Topic topic, byte[] answer, long tookNanos) {
        if (answer.length > 0) {
            topic.last = answer;
            topic.readers.forEach(reader -> reader.put(topic.question.name(), answer));
        }
        if (topic.readers.isEmpty()) {
            topics.remove(topic.question.name());
        } else {
            schedule(topic, pause(topic.question, tookNanos));
        }
    }

    private static long pause(LiveQuery question, long tookNanos) {
        long rest = Math.min(LONGEST_PAUSE.toNanos(), tookNanos * question.rest());
        return Math.max(question.pause().toNanos(), rest);
    }

    private synchronized void schedule(Topic topic, long nanos) {
        if (!closed) {
            threads.schedule(() -> ask(topic), nanos, TimeUnit.NANOSECONDS);
        }
    }

    /** Ends all streams. */
    @Override
    public synchronized void close() {
        closed = true;
        threads.shutdownNow();
        streams.forEach(LiveStream::end);
    }
}
