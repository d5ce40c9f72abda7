// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.http;

import dev.penstock.event.pipeline.Pipeline;
import dev.penstock.streams.health.ChangelogLags;
import dev.penstock.streams.health.Health;
import dev.penstock.streams.health.HealthMeters;
import dev.penstock.streams.health.HealthWatch;
import dev.penstock.streams.health.Heartbeats;
import dev.penstock.streams.health.InstanceReport;
import dev.penstock.streams.health.Latencies;
import dev.penstock.streams.health.Replicas;
import dev.penstock.streams.health.StatsReport;
import dev.penstock.streams.http.api.DashboardRoutes;
import dev.penstock.streams.http.api.DocsRoutes;
import dev.penstock.streams.http.api.FeatureAnswers;
import dev.penstock.streams.http.api.FeatureRoutes;
import dev.penstock.streams.http.api.Groups;
import dev.penstock.streams.http.api.HealthRoutes;
import dev.penstock.streams.http.api.InstanceRoutes;
import dev.penstock.streams.http.api.InternalRoutes;
import dev.penstock.streams.http.api.KeySpans;
import dev.penstock.streams.http.api.LiveQueries;
import dev.penstock.streams.http.api.LiveRoutes;
import dev.penstock.streams.http.api.MetricsRoutes;
import dev.penstock.streams.http.api.TopologyRoutes;
import dev.penstock.streams.http.api.VectorRoutes;
import dev.penstock.streams.http.live.LiveFeed;
import dev.penstock.streams.http.peer.OtherInstances;
import dev.penstock.streams.http.peer.PeerAccess;
import dev.penstock.streams.http.peer.Peers;
import dev.penstock.streams.http.peer.RemoteFeatures;
import dev.penstock.streams.http.route.Json;
import dev.penstock.streams.http.route.Route;
import dev.penstock.streams.http.route.Route.Guard;
import dev.penstock.streams.http.server.HttpSettings;
import dev.penstock.streams.http.server.KeyLookup;
import dev.penstock.streams.metrics.InstanceMeters;
import dev.penstock.streams.metrics.MachineMeters;
import dev.penstock.streams.metrics.RocksDbMeters;
import dev.penstock.streams.metrics.TopicMeters;
import dev.penstock.streams.serving.AppFeatures;
import dev.penstock.streams.serving.FanOut;
import dev.penstock.streams.serving.LocalFeatures;
import dev.penstock.streams.serving.PartitionReader;
import dev.penstock.streams.state.LiveStreams;
import dev.penstock.streams.topics.WatchedTopic;
import org.apache.kafka.streams.state.HostInfo;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Everything that an instance answers, put together. */
final class WebApp implements AutoCloseable {

    private final FanOut fanOut = new FanOut();
    private final LiveFeed live = new LiveFeed();
    private final HealthWatch watch;
    private final InstanceMeters meters;
    private final Groups groups;
    private final FeatureAnswers answers;
    private final List<Route> routes = new ArrayList<>();

    WebApp(HttpSettings settings, HostInfo self, ServedInstance instance) {
        LiveStreams streams = instance.streams();
        Pipeline pipeline = instance.pipeline();
        var heartbeats = new Heartbeats(streams::metrics, instance.session());
        var health = new Health(
                streams::state,
                streams::liveThreads,
                instance.topics()::missing,
                instance.registryFailure(),
                instance.modelFailure(),
                instance.restoring(),
                heartbeats,
                instance.threads(),
                instance.maxPollInterval(),
                System::nanoTime);
        List<String> stores = InstanceReport.stores(pipeline);
        var changelogLags = new ChangelogLags(streams, stores);
        var inputLags = instance.lags();
        var stats = new StatsReport(instance.registry(), inputLags, new Latencies(streams::metrics));
        var replicas = new Replicas(
                streams::describe,
                instance.topics().topics().stream().map(WatchedTopic::name).toList(),
                System::nanoTime);
        watch = new HealthWatch(health, changelogLags, stats, replicas);
        meters = new InstanceMeters(
                instance.registry(),
                streams,
                instance.topics().input(),
                inputLags,
                List.of(
                        new HealthMeters(health, instance.restoring(), streams::liveThreads, replicas),
                        new TopicMeters(instance.topics()),
                        new RocksDbMeters(instance.memory(), streams::metrics),
                        new MachineMeters(instance.stateFolder())));

        var transport = settings.transport();
        var peers = new Peers(
                new PeerAccess(transport.scheme(), settings.access().headers(), transport.trust()), Json.MAPPER);
        var local =
                new LocalFeatures(Peers.name(self), pipeline, streams, heartbeats, changelogLags, instance.updates());
        Function<HostInfo, PartitionReader> readers =
                host -> host.equals(self) ? local : new RemoteFeatures(peers, host);
        groups = new Groups(instance.applicationId(), pipeline, instance.fields());
        var features = new AppFeatures(streams, local, readers, fanOut);

        answers = new FeatureAnswers(features);
        var instances = new InstanceRoutes(
                instance.applicationId(),
                new OtherInstances(self, streams, peers, fanOut),
                new InstanceReport(
                        Peers.name(self),
                        streams,
                        health,
                        heartbeats,
                        instance.restoring(),
                        changelogLags,
                        inputLags,
                        stores),
                stats,
                inputLags);

        add(Guard.FEATURES, new FeatureRoutes(groups, answers, new KeySpans(Clock.systemUTC())).routes());
        add(Guard.FEATURES, new VectorRoutes(groups, features, Clock.systemUTC()).routes());
        routes.addAll(new InternalRoutes(groups, local).routes());
        add(Guard.METRICS, instances.routes());
        routes.addAll(new LiveRoutes(new LiveQueries(groups, answers, instances), live).routes());
        routes.addAll(new TopologyRoutes(pipeline, instance.topology()).routes());
        routes.addAll(new HealthRoutes(health, inputLags).routes());
        routes.addAll(MetricsRoutes.of(instance.registry()));
        routes.addAll(DocsRoutes.of(List.copyOf(routes)));
        routes.addAll(DashboardRoutes.all());
    }

    /** @param guard of those that need a token */
    private void add(Guard guard, List<Route> some) {
        some.forEach(route -> routes.add(route.needsToken() ? route.with(guard) : route));
    }

    List<Route> routes() {
        return List.copyOf(routes);
    }

    /** The body of the answer to a look-up, where it is there at once; empty for all that takes longer or is a problem. */
    Optional<byte[]> atOnce(KeyLookup lookup) {
        return groups.find(lookup.group())
                .flatMap(group -> answers.atOnce(group, lookup.key(), lookup.limit()))
                .map(Json::bytes);
    }

    /** Ends what goes on as long as nobody ends it, so that the server can stop. */
    void endStreams() {
        live.close();
    }

    @Override
    public void close() {
        live.close();
        meters.close();
        watch.close();
        fanOut.close();
    }
}
