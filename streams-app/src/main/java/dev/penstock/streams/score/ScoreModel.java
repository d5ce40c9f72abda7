// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.score;

import dev.penstock.event.pipeline.Score;
import dev.penstock.event.pipeline.Score.OnFailure;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.streams.errors.TaskMigratedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * A model that the tasks of a stream ask. A call that fails in a way that may pass is repeated. What then still fails is
 * the fault of single texts only if the model takes another text meanwhile; if it doesn't, the model is away: questions
 * wait, and it is asked again and again about one text until it answers. Safe for use by many threads.
 */
public final class ScoreModel {

    private static final Logger LOG = LoggerFactory.getLogger(ScoreModel.class);
    private static final long FIRST_PAUSE_MILLIS = 100;
    private static final long LONGEST_PAUSE_MILLIS = 5_000;

    /** Asked about where none was answered yet. */
    private static final String SAMPLE = "text";

    private final String name;
    private final Score score;
    private final ModelCalls calls;
    private final ScoreMeters meters;
    private final ScheduledExecutorService timer;
    private final Runnable onBack;
    private final Runnable onRefusal;

    /** One that was answered. */
    private volatile String known = SAMPLE;

    private volatile Outage outage; // null while it answers; changed under this

    private record Outage(String why, CompletableFuture<Void> back) {}

    /**
     * @param onRefusal is told that a task did not wait any longer, and the model is away
     * @param onBack is told that the model answers again
     */
    ScoreModel(
            String name,
            Score score,
            ModelCalls calls,
            ScoreMeters meters,
            ScheduledExecutorService timer,
            Runnable onRefusal,
            Runnable onBack) {
        this.name = name;
        this.score = score;
        this.calls = calls;
        this.meters = meters;
        this.timer = timer;
        this.onRefusal = onRefusal;
        this.onBack = onBack;
    }

    public Score score() {
        return score;
    }

    /** Why questions wait; empty while the model answers. */
    Optional<String> failure() {
        Outage now = outage;
        return now == null ? Optional.empty() : Optional.of(now.why);
    }

    /** Tells how long the first text of a batch has waited for its call. */
    void waited(long nanos) {
        meters.wait.record(nanos, TimeUnit.NANOSECONDS);
    }

    /** Answers in the order of the texts, as soon as the model does; never fails. */
    CompletableFuture<List<ScoreResult>> ask(List<String> texts) {
        Outage now = outage;
        if (now != null) {
            return now.back.thenCompose(nothing -> ask(texts));
        }
        return compose(
                repeat(texts, score.retries(), FIRST_PAUSE_MILLIS),
                results -> {
                    known = texts.get(texts.size() - 1);
                    return CompletableFuture.completedFuture(results);
                },
                failure -> judge(texts, failure));
    }

    /** Calls until there is an answer, or one failure too many. */
    private CompletableFuture<List<ScoreResult>> repeat(List<String> texts, int left, long pause) {
        return compose(calls.infer(texts), CompletableFuture::completedFuture, failure -> {
            if (left == 0 || !failure.kind().mayPass() || outage != null) {
                return CompletableFuture.failedFuture(failure);
            }
            meters.retries.increment();
            long jittered = pause / 2 + ThreadLocalRandom.current().nextLong(pause / 2 + 1);
            return after(Math.max(jittered, failure.retryAfter().toMillis()))
                    .thenCompose(nothing -> repeat(texts, left - 1, Math.min(2 * pause, LONGEST_PAUSE_MILLIS)));
        });
    }

    private CompletableFuture<List<ScoreResult>> judge(List<String> texts, CallFailure failure) {
        if (failure.kind() == CallFailure.Kind.CONNECTION) {
            return waitAndAsk(texts, failure, known);
        }
        return compose(
                calls.infer(List.of(known)),
                answered -> texts.size() > 1 ? halve(texts) : refuse(texts, failure),
                alike -> waitAndAsk(texts, alike, known));
    }

    private CompletableFuture<List<ScoreResult>> halve(List<String> texts) {
        int half = texts.size() / 2;
        return ask(texts.subList(0, half))
                .thenCompose(first -> ask(texts.subList(half, texts.size()))
                        .thenApply(second ->
                                Stream.concat(first.stream(), second.stream()).toList()));
    }

    private CompletableFuture<List<ScoreResult>> refuse(List<String> texts, CallFailure failure) {
        return score.onFailure() == OnFailure.PAUSE
                ? waitAndAsk(texts, failure, texts.get(0))
                : CompletableFuture.completedFuture(List.of(new ScoreResult.Refused(failure.getMessage())));
    }

    private CompletableFuture<List<ScoreResult>> waitAndAsk(List<String> texts, CallFailure failure, String probe) {
        return away(failure.getMessage(), probe).thenCompose(nothing -> ask(texts));
    }

    /**
     * Takes it for away from now on, until it answers about a text.
     *
     * @return completes when it does
     */
    private synchronized CompletableFuture<Void> away(String why, String probe) {
        if (outage == null) {
            outage = new Outage(why, new CompletableFuture<>());
            meters.waiting.set(1);
            LOG.warn("{} waits for its model: {}", name, why);
            probe(probe, FIRST_PAUSE_MILLIS);
        }
        return outage.back;
    }

    private void probe(String text, long pause) {
        after(pause).thenCompose(nothing -> calls.infer(List.of(text))).whenComplete((results, failure) -> {
            if (failure == null) {
                back();
            } else {
                probe(text, Math.min(2 * pause, LONGEST_PAUSE_MILLIS));
            }
        });
    }

    private void back() {
        CompletableFuture<Void> waiting;
        synchronized (this) {
            waiting = outage.back;
            outage = null;
            meters.waiting.set(0);
        }
        LOG.info("the model of {} answers", name);
        onBack.run();
        waiting.complete(null);
    }

    /**
     * Has the thread's tasks given up and begun again from what they have committed, where they no longer may wait: Kafka
     * Streams takes this for the loss of its tasks, as with a topic that is missing. Processing waits until the model is
     * back.
     */
    TaskMigratedException givenUp(long waitedMillis) {
        // In this order: it may be back before this goes on.
        onRefusal.run();
        away("no answer for " + waitedMillis + " ms", known);
        String why = name + " waits for its model";
        return new TaskMigratedException(why, new ProducerFencedException(why));
    }

    /** Asks the model what it is. Where it doesn't say, questions wait. */
    CompletableFuture<Optional<String>> check() {
        return compose(calls.misfit(), CompletableFuture::completedFuture, failure -> {
            switch (failure.kind()) {
                // Not all servers tell of their models, and what they tell may be nothing that is asked here.
                case CLIENT_ERROR, WRONG_ANSWER ->
                    LOG.warn("{}: the model tells nothing: {}", name, failure.getMessage());
                default -> away(failure.getMessage(), SAMPLE);
            }
            return CompletableFuture.completedFuture(Optional.empty());
        });
    }

    private CompletableFuture<Void> after(long millis) {
        return CompletableFuture.runAsync(() -> {}, task -> timer.schedule(task, millis, TimeUnit.MILLISECONDS));
    }

    private static <T, R> CompletableFuture<R> compose(
            CompletableFuture<T> call,
            Function<T, CompletableFuture<R>> answered,
            Function<CallFailure, CompletableFuture<R>> failed) {
        return call.handle((result, thrown) -> {
                    if (thrown == null) {
                        return answered.apply(result);
                    }
                    Throwable cause = thrown instanceof CompletionException ? thrown.getCause() : thrown;
                    return cause instanceof CallFailure failure
                            ? failed.apply(failure)
                            : CompletableFuture.<R>failedFuture(cause);
                })
                .thenCompose(next -> next);
    }
}
