// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.score;

import dev.penstock.streams.runs.EventRecord;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The events of a task that models are asked about, in the order in which they came and leave. For the task's thread, which
 * waits where too many calls are under way, and before a commit.
 */
public final class ScoreQueue {

    private final List<Asked> asked;
    private final long patienceMillis;
    private final Outcome outcome;
    private final Deque<Entry> entries = new ArrayDeque<>();

    /** Takes an event that all models have answered about. */
    @FunctionalInterface
    public interface Outcome {

        /** @param results of the models, in the order of the file; empty where the event has no text */
        void take(EventRecord record, byte[] json, List<Optional<ScoreResult>> results);
    }

    /** @param places of its texts in batches, one for each model; null where it has none */
    private record Entry(EventRecord record, byte[] json, Place[] places) {

        boolean isDone() {
            for (Place place : places) {
                if (place != null && !place.batch.isDone()) {
                    return false;
                }
            }
            return true;
        }
    }

    private record Place(Batch batch, int number) {}

    private static final class Batch {
        private final List<String> texts = new ArrayList<>();
        private final long since = System.nanoTime();

        /** Null until the model is asked. */
        private CompletableFuture<List<ScoreResult>> answer;

        boolean isDone() {
            return answer != null && answer.isDone();
        }
    }

    /** A model, and what is under way to it. */
    private static final class Asked {
        private final ScoreModel model;
        private final Deque<Batch> underWay = new ArrayDeque<>();
        private Batch gathering = new Batch();

        Asked(ScoreModel model) {
            this.model = model;
        }

        boolean isBusy() {
            underWay.removeIf(Batch::isDone);
            return underWay.size() >= model.score().inFlight();
        }

        void send() {
            model.waited(System.nanoTime() - gathering.since);
            gathering.answer = model.ask(gathering.texts);
            underWay.add(gathering);
            gathering = new Batch();
        }
    }

    /** @param patienceMillis how long the thread may wait for an answer */
    public ScoreQueue(List<ScoreModel> models, long patienceMillis, Outcome outcome) {
        this.asked = models.stream().map(Asked::new).toList();
        this.patienceMillis = patienceMillis;
        this.outcome = outcome;
    }

    /**
     * Takes an event in, and lets those go that are done.
     *
     * @param json the stream's event without what models say
     * @param texts to ask each model about; null where there is none
     * @return whether this had to wait, so that a commit should come soon
     */
    public boolean add(EventRecord record, byte[] json, String[] texts) {
        var places = new Place[texts.length];
        boolean waited = false;
        for (int i = 0; i < texts.length; i++) {
            if (texts[i] != null) {
                waited |= add(asked.get(i), texts[i], i, places);
            }
        }
        entries.add(new Entry(record, json, places));
        letGo();
        return waited;
    }

    private boolean add(Asked to, String text, int number, Place[] places) {
        Batch batch = to.gathering;
        if (batch.texts.isEmpty()) {
            to.gathering = new Batch();
            batch = to.gathering;
        }
        batch.texts.add(text);
        places[number] = new Place(batch, batch.texts.size() - 1);
        return batch.texts.size() >= to.model.score().batch() && send(to);
    }

    /** Sends what has gathered. Whether that had to wait. */
    private boolean send(Asked to) {
        boolean waited = false;
        while (to.isBusy()) {
            await(to.model, to.underWay.peekFirst());
            waited = true;
        }
        to.send();
        return waited;
    }

    /** Sends what has waited for others long enough, where that need not wait. */
    public void cut() {
        long now = System.nanoTime();
        for (Asked to : asked) {
            boolean isDue = !to.gathering.texts.isEmpty()
                    && now - to.gathering.since >= to.model.score().within().toNanos();
            if (isDue && !to.isBusy()) {
                to.send();
            }
        }
    }

    /** Waits for all answers, and lets all events go. */
    public void drain() {
        for (Asked to : asked) {
            if (!to.gathering.texts.isEmpty()) {
                send(to);
            }
        }
        for (Asked to : asked) {
            for (Batch batch : to.underWay) {
                await(to.model, batch);
            }
            to.underWay.clear();
        }
        letGo();
    }

    private void letGo() {
        while (!entries.isEmpty() && entries.peekFirst().isDone()) {
            Entry entry = entries.removeFirst();
            List<Optional<ScoreResult>> results = new ArrayList<>();
            for (Place place : entry.places) {
                results.add(
                        place == null
                                ? Optional.empty()
                                : Optional.of(place.batch.answer.join().get(place.number)));
            }
            outcome.take(entry.record, entry.json, results);
        }
    }

    private void await(ScoreModel model, Batch batch) {
        try {
            batch.answer.get(patienceMillis, TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw model.givenUp(patienceMillis);
        } catch (ExecutionException e) {
            throw new IllegalStateException("a question to a model failed: " + e.getCause(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while a model did not answer", e);
        }
    }
}
