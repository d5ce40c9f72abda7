// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.score;

import dev.penstock.event.pipeline.Score;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Single calls to a model. Safe for use by many threads. */
final class ModelCalls {

    private static final int OK = 200;
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int SERVER_ERROR = 500;

    /** What a server may ask to wait, without which it is asked sooner. */
    private static final long MOST_RETRY_AFTER_SECONDS = 60;

    private final Score score;
    private final OpenInference protocol;
    private final HttpClient http;
    private final ScoreMeters meters;

    ModelCalls(Score score, HttpClient http, ScoreMeters meters) {
        this.score = score;
        this.protocol = new OpenInference(score);
        this.http = http;
        this.meters = meters;
    }

    /** Asks once. What is wrong is a {@link CallFailure}. */
    CompletableFuture<List<ScoreResult>> infer(List<String> texts) {
        HttpRequest request = request("/infer")
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(protocol.question(texts)))
                .build();
        meters.batch.record(texts.size());
        long start = System.nanoTime();
        meters.inFlight.incrementAndGet();
        return send(request)
                .whenComplete((response, failure) -> {
                    meters.inFlight.decrementAndGet();
                    meters.call.record(System.nanoTime() - start, TimeUnit.NANOSECONDS);
                })
                .thenApply(response -> protocol.answer(body(response), texts.size()))
                .handle((results, thrown) -> {
                    if (thrown == null) {
                        meters.texts.increment(texts.size());
                        return results;
                    }
                    CallFailure failure = failure(thrown, request.uri());
                    meters.failed(failure.kind());
                    throw failure;
                });
    }

    /** Why the model is another one than is asked for, by what it says of itself; empty where it may be the right one. */
    CompletableFuture<Optional<String>> misfit() {
        HttpRequest request = request("").GET().build();
        return send(request)
                .thenApply(response -> protocol.misfit(body(response)))
                .exceptionally(thrown -> {
                    throw failure(thrown, request.uri());
                });
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(score.url() + path))
                .timeout(score.timeout())
                .header("Accept", "application/json");
    }

    /** The time of the request ends with the headers of the answer; its body has no more, either. */
    private CompletableFuture<HttpResponse<byte[]>> send(HttpRequest request) {
        return http.sendAsync(request, BodyHandlers.ofByteArray())
                .orTimeout(score.timeout().toMillis(), TimeUnit.MILLISECONDS);
    }

    private static byte[] body(HttpResponse<byte[]> response) {
        int status = response.statusCode();
        if (status == OK) {
            return response.body();
        }
        CallFailure.Kind kind = status == TOO_MANY_REQUESTS
                ? CallFailure.Kind.TOO_MANY_REQUESTS
                : status >= SERVER_ERROR ? CallFailure.Kind.SERVER_ERROR : CallFailure.Kind.CLIENT_ERROR;
        throw new CallFailure(
                kind, "status " + status + ": " + OpenInference.quoted(response.body()), retryAfter(response));
    }

    private static Duration retryAfter(HttpResponse<byte[]> response) {
        String seconds = response.headers().firstValue("Retry-After").orElse("");
        return seconds.matches("[0-9]{1,6}")
                ? Duration.ofSeconds(Math.min(Long.parseLong(seconds), MOST_RETRY_AFTER_SECONDS))
                : Duration.ZERO;
    }

    private CallFailure failure(Throwable thrown, URI uri) {
        Throwable cause =
                thrown instanceof CompletionException && thrown.getCause() != null ? thrown.getCause() : thrown;
        if (cause instanceof CallFailure failure) {
            return new CallFailure(failure.kind(), uri + ": " + failure.getMessage(), failure.retryAfter());
        }
        if (cause instanceof HttpTimeoutException || cause instanceof TimeoutException) {
            return new CallFailure(
                    CallFailure.Kind.TIMEOUT,
                    uri + ": no answer within " + score.timeout().toMillis() + " ms");
        }
        String what = cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
        if (cause instanceof IOException) {
            return new CallFailure(CallFailure.Kind.CONNECTION, uri + ": " + what);
        }
        throw new IllegalStateException(uri + ": " + what, cause);
    }
}
