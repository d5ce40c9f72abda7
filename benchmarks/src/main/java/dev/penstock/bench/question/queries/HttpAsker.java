// SPDX-License-Identifier: Apache-2.0
package dev.penstock.bench.question.queries;

import dev.penstock.bench.contender.PipelineContender;
import dev.penstock.bench.harness.BenchException;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;

/** Asks instances over HTTP. Safe for use by many threads. */
final class HttpAsker {

    /** Longer than an instance may take. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final HttpClient client = HttpClient.newBuilder()
            .version(Version.HTTP_1_1)
            .connectTimeout(PATIENCE)
            .build();
    private final Semaphore turns;

    /** @param atOnce how many requests may be under way: as many connections there are, at most */
    HttpAsker(int atOnce) {
        turns = new Semaphore(atOnce);
    }

    /** Waits until it may ask. Never fails: where no answer comes that is the reply. */
    CompletableFuture<Reply> ask(URI uri) {
        turns.acquireUninterruptibly();
        return client.sendAsync(request(uri), BodyHandlers.ofByteArray())
                .thenApply(response -> new Reply(response.statusCode(), response.body()))
                .exceptionally(failure -> Reply.NO_ANSWER)
                .whenComplete((reply, failure) -> turns.release());
    }

    /** The same, without waiting for a turn, and with the reply waited for. */
    Reply askNow(URI uri) {
        try {
            var response = client.send(request(uri), BodyHandlers.ofByteArray());
            return new Reply(response.statusCode(), response.body());
        } catch (IOException e) {
            return Reply.NO_ANSWER;
        } catch (InterruptedException e) {
            throw BenchException.interrupted(e);
        }
    }

    private static HttpRequest request(URI uri) {
        return HttpRequest.newBuilder(uri).timeout(PATIENCE).build();
    }

    /** The path of a point look-up: a user's newest row, not all that are retained. */
    static String newestRow(String user) {
        return rows(user) + "?limit=1";
    }

    /** The path of a user's rows. */
    static String rows(String user) {
        return "/api/features/" + PipelineContender.USER_ACTIVITY + "/"
                + URLEncoder.encode(user, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
