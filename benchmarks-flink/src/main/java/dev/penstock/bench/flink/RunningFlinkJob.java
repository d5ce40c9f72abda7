// SPDX-License-Identifier: Apache-2.0
package dev.penstock.bench.flink;

import dev.penstock.bench.contender.RunningContender;
import dev.penstock.bench.harness.Waiting;
import org.apache.flink.api.common.JobExecutionResult;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A Flink job on a cluster in this process. */
final class RunningFlinkJob implements RunningContender {

    private static final int PATIENCE_SECONDS = 60;
    private static final int LOOK_EVERY_MILLIS = 10;
    private static final boolean ADVANCE_TO_END_OF_TIME = false;

    private final JobClient client;
    private final CompletableFuture<JobExecutionResult> result;
    private final Path savepoints;

    private RunningFlinkJob(JobClient client, Path savepoints) {
        this.client = client;
        this.savepoints = savepoints;
        result = client.getJobExecutionResult();
    }

    static RunningContender start(StreamExecutionEnvironment environment, Path savepoints) {
        try {
            return new RunningFlinkJob(environment.executeAsync("user-activity"), savepoints);
        } catch (Exception e) {
            throw new IllegalStateException("the job could not be started", e);
        }
    }

    @Override
    public long processed() {
        requireAlive();
        return Progress.allProcessed();
    }

    private void requireAlive() {
        if (result.isDone()) {
            await(result);
        }
    }

    /** A job that stops with a savepoint commits what it has sent. */
    @Override
    public void settle() {
        while (Progress.allUnsent() > 0) {
            requireAlive();
            Waiting.millis(LOOK_EVERY_MILLIS);
        }
        String folder = savepoints.toUri().toString();
        await(client.stopWithSavepoint(ADVANCE_TO_END_OF_TIME, folder, SavepointFormatType.NATIVE));
        await(result);
    }

    @Override
    public void close() {
        if (!result.isDone()) {
            await(client.cancel());
        }
    }

    private static void await(Future<?> answer) {
        try {
            answer.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw new IllegalStateException("the job failed", e.getCause());
        } catch (TimeoutException e) {
            throw new IllegalStateException("the job has not ended within " + PATIENCE_SECONDS + " s", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
