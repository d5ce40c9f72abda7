// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.http.api;

import dev.penstock.streams.client.InputLags;
import dev.penstock.streams.client.InputLags.Lag;
import dev.penstock.streams.health.Health;
import dev.penstock.streams.http.answer.HealthAnswer;
import dev.penstock.streams.http.problem.Problem;
import dev.penstock.streams.http.route.Route;
import dev.penstock.streams.topics.WatchedTopic;
import io.javalin.http.Context;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

import static java.util.stream.Collectors.joining;

/** Tells supervisors and load balancers how the instance is. */
public final class HealthRoutes {

    private static final int OK = 200;
    private static final int UNAVAILABLE = 503;

    private final Health health;
    private final InputLags lags;

    public HealthRoutes(Health health, InputLags lags) {
        this.health = health;
        this.lags = lags;
    }

    public List<Route> routes() {
        return List.of(
                Route.json(
                                "/health/live",
                                "Whether the process does its work or is about to; 503 if not",
                                List.of(),
                                HealthAnswer.class,
                                request -> tell(request, HealthAnswer::live))
                        .with(Route.Guard.OPEN),
                Route.json(
                                "/health/ready",
                                "Whether all its partitions can be asked; 503 if not",
                                List.of(),
                                HealthAnswer.class,
                                request -> tell(request, HealthAnswer::ready))
                        .with(Route.Guard.OPEN));
    }

    private void tell(Context request, Predicate<HealthAnswer> isGood) {
        HealthAnswer answer = answer();
        boolean good = isGood.test(answer);
        if (!good) {
            request.header("Retry-After", String.valueOf(Problem.RETRY_AFTER_SECONDS));
        }
        Answers.json(request.status(good ? OK : UNAVAILABLE), answer);
    }

    private static Optional<String> reason(List<WatchedTopic> missing) {
        return missing.isEmpty()
                ? Optional.empty()
                : Optional.of("missing: "
                        + missing.stream().map(WatchedTopic::toString).collect(joining(", ")));
    }

    private HealthAnswer answer() {
        var fault = health.fault();
        Lag lag = lags.read();
        List<WatchedTopic> missing = health.missingTopics();
        return new HealthAnswer(
                Answers.word(health.status()),
                fault.isEmpty(),
                health.isReady(),
                health.restoring()
                        .map(progress -> new HealthAnswer.Restoring(
                                health.restoringStores(), progress.done(), progress.of(), progress.share()))
                        .orElse(null),
                lag.known() ? Long.valueOf(lag.own()) : null,
                lag.known() ? Long.valueOf(lag.all()) : null,
                missing.stream().map(WatchedTopic::name).toList(),
                fault.or(() -> reason(missing))
                        .or(() -> health.registryFailure().map(why -> "the schema registry does not answer: " + why))
                        .or(() -> health.modelFailure().map(why -> "a model does not answer: " + why))
                        .orElse(null));
    }
}
