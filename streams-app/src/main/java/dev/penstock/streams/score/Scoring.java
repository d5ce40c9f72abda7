// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.score;

import dev.penstock.event.pipeline.EventStream;
import dev.penstock.event.pipeline.Pipeline;
import dev.penstock.event.pipeline.Score;
import io.micrometer.core.instrument.MeterRegistry;

import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Consumer;

/** The models that the streams of a pipeline ask. Nothing is asked before it is needed. Safe for use by many threads. */
public final class Scoring implements AutoCloseable {

    /** Of a topology that is only looked at. */
    public static final Scoring NONE = new Scoring();

    private static final Duration CONNECT_WITHIN = Duration.ofSeconds(2);

    private final Map<String, List<ScoreModel>> byStream = new LinkedHashMap<>();
    private final Optional<ScheduledExecutorService> timer;
    private volatile Runnable pause = () -> {};
    private volatile Runnable resume = () -> {};

    private Scoring() {
        timer = Optional.empty();
    }

    /** @param meters where calls are counted */
    public Scoring(Pipeline pipeline, MeterRegistry meters) {
        if (pipeline.streams().stream().allMatch(stream -> stream.scores().isEmpty())) {
            timer = Optional.empty();
            return;
        }
        ScheduledExecutorService threads = Executors.newSingleThreadScheduledExecutor(task -> {
            var thread = new Thread(task, "penstock-scoring");
            thread.setDaemon(true);
            return thread;
        });
        timer = Optional.of(threads);
        HttpClient http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(CONNECT_WITHIN)
                .build();
        for (EventStream stream : pipeline.streams()) {
            List<ScoreModel> models = new ArrayList<>();
            for (Score score : stream.scores()) {
                var meter = new ScoreMeters(meters, stream.name(), score.name());
                models.add(new ScoreModel(
                        stream.name() + ".score." + score.name(),
                        score,
                        new ModelCalls(score, http, meter),
                        meter,
                        threads,
                        () -> pause.run(),
                        this::goOn));
            }
            byStream.put(stream.name(), models);
        }
    }

    /** The models of a stream, in the order of the file. */
    public List<ScoreModel> of(EventStream stream) {
        return byStream.getOrDefault(stream.name(), List.of());
    }

    /**
     * Asks all models what they are.
     *
     * @param newPause makes processing wait; what was not committed before is done again
     * @param newResume has it go on
     * @param misfit is told, in a line, of a model that is none for what the file says
     */
    public void start(Runnable newPause, Runnable newResume, Consumer<String> misfit) {
        pause = newPause;
        resume = newResume;
        byStream.forEach((stream, models) -> models.forEach(model -> model.check()
                .thenAccept(why -> why.ifPresent(
                        line -> misfit.accept(stream + ".score." + model.score().name() + ": " + line)))));
    }

    private void goOn() {
        if (failure().isEmpty()) {
            resume.run();
        }
    }

    /** Why processing waits, or is about to; empty while all models answer. */
    public Optional<String> failure() {
        return byStream.values().stream()
                .flatMap(List::stream)
                .flatMap(model -> model.failure().stream())
                .findFirst();
    }

    @Override
    public void close() {
        timer.ifPresent(ScheduledExecutorService::shutdownNow);
    }
}
