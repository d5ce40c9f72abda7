// SPDX-License-Identifier: Apache-2.0
package dev.penstock.bench;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.penstock.bench.truth.Slice;
import dev.penstock.bench.truth.Truth;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleConsumer;

import static java.util.stream.Collectors.toMap;

/** One contender, once: started in its own process, followed to the end, judged, and cleared away. */
final class Trial {

    /** A contender that does not get on for so long is given up. */
    private static final Duration PATIENCE = Duration.ofSeconds(120);

    private final Arena arena;
    private final Entrant entrant;
    private final Slice slice;
    private final int round;
    private final String applicationId;

    /** @param slice what the contender reads */
    Trial(Arena arena, Entrant entrant, Slice slice, int round) {
        this.arena = arena;
        this.entrant = entrant;
        this.slice = slice;
        this.round = round;
        applicationId = "bench-%d-%s".formatted(round, entrant.name());
    }

    /** @param progress is told which share of the events is processed */
    Round run(DoubleConsumer progress) {
        Path folder = arena.place().newFolder(applicationId);
        try {
            return run(folder, progress);
        } catch (BenchException e) {
            return new Round(entrant.name(), round, Figures.NONE, List.of(e.getMessage()));
        } finally {
            clearAway(folder);
        }
    }

    private Round run(Path folder, DoubleConsumer progress) {
        arena.cluster().create(entrant.topics(applicationId, Workload.PARTITIONS));
        arena.cluster().beginAt(applicationId, slice, entrant.sources());
        var job = job(folder);
        Outcome outcome = follow(job, write(job, folder), progress);
        long kafkaBytes = arena.cluster().bytes(applicationId + "-");
        var figures = Figures.of(job.allEvents(), outcome, kafkaBytes);
        return new Round(entrant.name(), round, figures, faults(outcome));
    }

    private void clearAway(Path folder) {
        // When the program is being ended the broker may be gone already, and all folders go anyway.
        if (!arena.place().isClosed()) {
            arena.cluster().delete(applicationId + "-");
            Workplace.delete(folder);
        }
    }

    private Job job(Path folder) {
        Map<String, Long> events = entrant.sources().stream().collect(toMap(topic -> topic, slice::events));
        return new Job(
                arena.bootstrap(),
                applicationId,
                folder.resolve("state").toString(),
                pipelineFile(folder),
                events,
                arena.setup().commitMillis());
    }

    /** Empty for a contender that needs none. */
    private String pipelineFile(Path folder) {
        String yaml = entrant.pipeline(applicationId);
        return yaml.isEmpty() ? "" : write(yaml, folder.resolve("pipeline.yaml"));
    }

    private static String write(Job job, Path folder) {
        try {
            return write(Json.LINES.writeValueAsString(job), folder.resolve("job.json"));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String write(String text, Path file) {
        try {
            return Files.writeString(file, text).toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Outcome follow(Job job, String jobFile, DoubleConsumer progress) {
        var command = new ChildCommand(
                applicationId, Contender.class, arena.setup().heap(), List.of(entrant.name(), jobFile));
        Child child = arena.place().start(command);
        try {
            return outcome(child, job.allEvents(), progress);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        } finally {
            arena.place().end(child);
        }
    }

    private static Outcome outcome(Child child, long events, DoubleConsumer progress) throws JsonProcessingException {
        long before = -1;
        long movedAt = System.nanoTime();
        while (true) {
            String line = child.nextLine(PATIENCE);
            if (line.startsWith(Messages.OUTCOME)) {
                return Json.LINES.readValue(line.substring(Messages.OUTCOME.length()), Outcome.class);
            } else if (line.startsWith(Messages.FAILED)) {
                throw new BenchException(line.substring(Messages.FAILED.length()) + child.lastWords());
            } else if (line.startsWith(Messages.PROGRESS) && number(line) > before) {
                before = number(line);
                movedAt = System.nanoTime();
                progress.accept((double) before / events);
            } else if (System.nanoTime() - movedAt > PATIENCE.toNanos()) {
                throw child.stalled(PATIENCE);
            }
        }
    }

    private static long number(String line) {
        return Long.parseLong(line.substring(Messages.PROGRESS.length()));
    }

    private List<String> faults(Outcome outcome) {
        Truth truth = arena.truths().get(slice);
        return new Judge(arena.reader(), truth).faults(entrant, applicationId, outcome.tally());
    }
}
