// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.http.api;

import dev.penstock.streams.client.InputLags;
import dev.penstock.streams.client.InputLags.Lag;
import dev.penstock.streams.health.InstanceReport;
import dev.penstock.streams.health.StatsReport;
import dev.penstock.streams.http.answer.InstanceAnswer;
import dev.penstock.streams.http.answer.InstanceAnswer.Input;
import dev.penstock.streams.http.answer.InstancesAnswer;
import dev.penstock.streams.http.answer.StatsAnswer;
import dev.penstock.streams.http.answer.StatsAnswer.OfInstance;
import dev.penstock.streams.http.answer.StatsOf;
import dev.penstock.streams.http.peer.OtherInstances;
import dev.penstock.streams.http.problem.ProblemException;
import dev.penstock.streams.http.route.Parameter;
import dev.penstock.streams.http.route.RequestParameters;
import dev.penstock.streams.http.route.Route;
import io.javalin.http.Context;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.state.HostInfo;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import static dev.penstock.streams.http.peer.Peers.name;
import static java.util.Comparator.comparing;
import static java.util.stream.Collectors.toSet;

/** What is asked about instances and what they have counted. */
public final class InstanceRoutes {

    private static final String INSTANCE_PATH = "/internal/instance";
    private static final String STATS_PATH = "/internal/stats";

    private final String applicationId;
    private final OtherInstances otherInstances;
    private final InstanceReport instance;
    private final StatsReport stats;
    private final InputLags lags;

    public InstanceRoutes(
            String applicationId,
            OtherInstances otherInstances,
            InstanceReport instance,
            StatsReport stats,
            InputLags lags) {
        this.applicationId = applicationId;
        this.otherInstances = otherInstances;
        this.instance = instance;
        this.stats = stats;
        this.lags = lags;
    }

    public List<Route> routes() {
        return List.of(
                Route.json(
                        "/api/instances",
                        "Instances, their threads, tasks, partitions, lag and restoring",
                        List.of(),
                        InstancesAnswer.class,
                        request -> Answers.json(request, instances())),
                Route.json(
                        "/api/stats",
                        "Totals and rates: events, rows, late events, dead letters, lag",
                        List.of(Parameter.word("instance", "self: only the instance that is asked", List.of("self"))),
                        StatsAnswer.class,
                        this::stats),
                Route.json(
                                INSTANCE_PATH,
                                "",
                                List.of(),
                                InstanceAnswer.class,
                                request -> Answers.json(request, instance.read()))
                        .with(Route.Guard.INSTANCES),
                Route.json(STATS_PATH, "", List.of(), StatsOf.class, request -> Answers.json(request, stats.read()))
                        .with(Route.Guard.INSTANCES));
    }

    /** All instances, those that do not answer among them. */
    InstancesAnswer instances() {
        List<InstanceAnswer> all = new ArrayList<>();
        all.add(instance.read());
        all.addAll(otherInstances.ask(host -> other(host)));
        Lag lag = lags.read();
        return new InstancesAnswer(applicationId, lag.known() ? Long.valueOf(lag.all()) : null, unread(all), all);
    }

    private List<Input> unread(List<InstanceAnswer> all) {
        Set<TopicPartition> read = all.stream()
                .filter(InstanceAnswer::reachable)
                .flatMap(one -> one.input().stream())
                .map(one -> new TopicPartition(one.topic(), one.partition()))
                .collect(toSet());
        return lags.byPartition().entrySet().stream()
                .filter(lag -> !read.contains(lag.getKey()))
                .map(lag -> new Input(lag.getKey().topic(), lag.getKey().partition(), lag.getValue()))
                .sorted(comparing(Input::topic).thenComparing(Input::partition))
                .toList();
    }

    private InstanceAnswer other(HostInfo host) {
        try {
            return otherInstances.get(host, INSTANCE_PATH, InstanceAnswer.class).notAsked();
        } catch (ProblemException e) {
            return InstanceAnswer.unreachable(name(host), e.problem().detail());
        }
    }

    private void stats(Context request) {
        boolean all = !RequestParameters.of(request).has("instance");
        RequestParameters.of(request).word("instance", "self", List.of("self"));
        Answers.json(request, stats(all));
    }

    /**
     * What was counted.
     *
     * @param all whether by all instances, or only by this one
     */
    StatsAnswer stats(boolean all) {
        List<OfInstance> found = new ArrayList<>();
        List<String> missing = new ArrayList<>();
        found.add(new OfInstance(otherInstances.self(), stats.read()));
        for (OtherStats other : all ? otherInstances.ask(this::otherStats) : List.<OtherStats>of()) {
            other.stats().forEach(one -> found.add(new OfInstance(other.instance(), one)));
            if (other.stats().isEmpty()) {
                missing.add(other.instance());
            }
        }
        StatsOf total = StatsOf.sum(found.stream().map(OfInstance::stats).toList());
        return new StatsAnswer(missing.isEmpty(), missing, total, found);
    }

    /** What another instance has counted; nothing if it does not answer. */
    private record OtherStats(String instance, List<StatsOf> stats) {}

    private OtherStats otherStats(HostInfo host) {
        try {
            return new OtherStats(name(host), List.of(otherInstances.get(host, STATS_PATH, StatsOf.class)));
        } catch (ProblemException e) {
            return new OtherStats(name(host), List.of());
        }
    }
}
