// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.app;

import dev.penstock.cli.support.CommandException;
import dev.penstock.cli.support.Counted;
import dev.penstock.cli.support.KeysetFiles;
import dev.penstock.event.DecodeLimits;
import dev.penstock.event.pipeline.Pipeline;
import dev.penstock.streams.client.InputLags;
import dev.penstock.streams.client.KafkaAdmin;
import dev.penstock.streams.client.KafkaSettings;
import dev.penstock.streams.deadletters.FailedEventHandler;
import dev.penstock.streams.geo.GeoResolver;
import dev.penstock.streams.group.JoinGate;
import dev.penstock.streams.health.RestoreProgress;
import dev.penstock.streams.http.Endpoint;
import dev.penstock.streams.http.ServedInstance;
import dev.penstock.streams.metrics.PipelineMetrics;
import dev.penstock.streams.outputs.Outputs;
import dev.penstock.streams.producer.TopicGate;
import dev.penstock.streams.registry.Schemas;
import dev.penstock.streams.score.Scoring;
import dev.penstock.streams.senders.FieldWatches;
import dev.penstock.streams.senders.SenderPartitioners;
import dev.penstock.streams.source.TopologyParts;
import dev.penstock.streams.state.LiveStreams;
import dev.penstock.streams.state.RocksDbMemory;
import dev.penstock.streams.state.StoreUpdates;
import dev.penstock.streams.topics.ApplicationTopics;
import dev.penstock.streams.topics.OwnTopics;
import dev.penstock.streams.topics.TopicWatch;
import dev.penstock.streams.topology.PipelineTopology;
import dev.penstock.streams.watch.FullDiskWatch;
import dev.penstock.streams.watch.KafkaWatch;
import dev.penstock.streams.watch.Pauses;
import dev.penstock.streams.watch.Pauses.Reason;
import dev.penstock.streams.watch.RestoreLog;
import dev.penstock.streams.watch.ThreadDeaths;
import dev.penstock.streams.watch.TopicOutage;
import io.micrometer.core.instrument.MeterRegistry;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.CloseOptions.GroupMembershipOperation;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.LongSupplier;
import java.util.stream.Stream;

/**
 * A pipeline that runs: one instance of its application. Started once, stopped once. Safe for use by many threads.
 */
public final class StreamsApp implements AutoCloseable {

    /** How long {@link #close()} waits. Whoever sends a SIGTERM mostly waits 10 seconds before the kill. */
    public static final Duration STOP_WITHIN = Duration.ofSeconds(8);

    private static final Logger LOG = LoggerFactory.getLogger(StreamsApp.class);

    private final StreamsSettings settings;
    private final PipelineCounts counts;
    private final RocksDbMemory memory;
    private final ThreadDeaths deaths;
    private final LiveStreams streams;
    private final JoinGate gate;

    /** Whether it has to leave a classic group that another pipeline is in. */
    private volatile boolean refused;

    private final StoreUpdates updates = new StoreUpdates(Clock.systemUTC());
    private final FieldWatches fields = new FieldWatches();
    private final RestoreProgress restoring = new RestoreProgress(updates, new RestoreLog());
    private final KafkaAdmin admin;
    private final Outputs outputs;
    private final Schemas schemas;
    private final Scoring scoring;
    private final Pauses pauses;
    private final Endpoint endpoint;
    private final ServedInstance served;
    private final StreamThreads threads;
    private final FullDiskWatch disk;
    private final KafkaWatch watch;
    private final SenderPartitioners partitioners;
    private final CompletableFuture<CommandException> failure = new CompletableFuture<>();

    /** An instance that can't be asked. */
    public StreamsApp(Pipeline pipeline, StreamsSettings settings, GeoResolver geo, MeterRegistry registry) {
        this(pipeline, settings, geo, registry, Endpoint.NONE);
    }

    /**
     * Nothing runs before {@link #start()}, but the state folder is taken.
     *
     * @param geo stays open for whoever opened it
     * @param registry where {@link PipelineMetrics} are counted
     * @param endpoint where it can be asked; closed together with it, also if this fails
     * @throws CommandException if the pipeline or the settings don't allow it to run, or another instance has the folder
     */
    public StreamsApp(
            Pipeline pipeline, StreamsSettings settings, GeoResolver geo, MeterRegistry registry, Endpoint endpoint) {
        KeysetFiles.check(pipeline);
        this.settings = settings;
        this.endpoint = endpoint;
        var metrics = new PipelineMetrics(registry);
        var topicGate = new TopicGate(metrics.transactions());
        Path state = settings.stateFolder();
        LongSupplier freeBytes = state.toFile()::getUsableSpace;
        deaths = new ThreadDeaths(settings.threads(), state, freeBytes, System::nanoTime);
        memory = new RocksDbMemory(settings.rocksDbBytes());
        var membership = settings.membership(pipeline);
        schemas = Schemas.of(pipeline, settings.kafka(), registry);
        scoring = new Scoring(pipeline, registry);
        admin = new KafkaAdmin(new KafkaSettings(settings.kafka()));
        outputs = new Outputs(
                pipeline,
                settings.applicationId(),
                settings.producerLimits(),
                metrics,
                Clock.systemUTC(),
                admin::topicConfigs);
        Topology topology = topology(pipeline, geo, schemas, metrics, updates, fields, outputs, scoring);
        partitioners = new SenderPartitioners(pipeline, metrics);
        try {
            OwnTopics.check(pipeline, settings.applicationId());
            var config = new InstanceConfig(pipeline, settings, endpoint)
                    .with(outputs)
                    .with(topicGate)
                    .with(partitioners)
                    .with(new FailedEventHandler.Origins(pipeline, metrics))
                    .with(memory)
                    .withClientId(membership.self().clientId());
            var ownTopics = ApplicationTopics.of(pipeline, topology.describe(), settings.applicationId());
            if (!settings.hasStreamsProtocol() || OwnTopics.haveBounds(ownTopics, admin::topicConfigs)) {
                config.withBoundsOfOwnTopics(pipeline);
            }
            streams = new LiveStreams(topology, config.toStreamsConfig());
        } catch (CommandException e) {
            giveBack();
            throw e;
        } catch (KafkaException e) {
            giveBack();
            throw new CommandException(StartFaults.line(e, settings), e);
        }
        pauses = new Pauses(streams::pause, streams::resume);
        streams.setUncaughtExceptionHandler(deaths);
        streams.setStateListener(this::onChange);
        streams.setGlobalStateRestoreListener(restoring);
        streams.setStandbyUpdateListener(updates);
        String ownPrefix = settings.applicationId() + "-";
        var lags = new InputLags(
                streams.offsets(settings.applicationId()),
                topic -> !settings.startsAtTheEnd() || topic.startsWith(ownPrefix),
                streams::inputPartitions,
                System::nanoTime);
        gate = new JoinGate(membership, streams.admin(), () -> pauses.end(Reason.GROUP), this::refuse);
        counts = new PipelineCounts(registry, lags);
        threads = new StreamThreads(streams, settings.session());
        disk = new FullDiskWatch(
                freeBytes,
                threads::sincePolls,
                () -> failure.complete(new CommandException(String.format(
                        Locale.ROOT,
                        "the disk of %s is full, and a stream thread waits for room in the middle of a write",
                        state))));
        var topics = new TopicWatch(
                streams::describe, ApplicationTopics.of(pipeline, topology.describe(), settings.applicationId()));
        served = new ServedInstance(
                settings.applicationId(),
                pipeline,
                topology.describe(),
                streams,
                restoring,
                updates,
                fields,
                registry,
                lags,
                topics,
                schemas::failure,
                scoring::failure,
                memory,
                settings.stateFolder(),
                settings.threads(),
                settings.session(),
                settings.maxPollInterval());
        var outage = new TopicOutage(
                topicGate,
                () -> pauses.begin(Reason.TOPIC),
                () -> pauses.end(Reason.TOPIC),
                settings.endsWhenATopicIsMissing(),
                failure::complete,
                System::nanoTime);
        watch = new KafkaWatch(topics, outage, lags);
    }

    /** What was taken for an instance that can't start. */
    private void giveBack() {
        closeOutputs();
        schemas.close();
        scoring.close();
        memory.close();
        endpoint.close();
    }

    private void closeOutputs() {
        outputs.close();
        admin.close();
    }

    private static Topology topology(
            Pipeline pipeline,
            GeoResolver geo,
            Schemas schemas,
            PipelineMetrics metrics,
            StoreUpdates updates,
            FieldWatches fields,
            Outputs outputs,
            Scoring scoring) {
        var builder = new StreamsBuilder();
        var parts = new TopologyParts(
                geo,
                Clock.systemUTC(),
                DecodeLimits.DEFAULT,
                schemas.registry(),
                TopologyParts.DEFAULT_MAX_RECORD_BYTES,
                outputs::limit,
                metrics,
                updates,
                fields,
                scoring);
        PipelineTopology.addTo(builder, pipeline, parts);
        return builder.build();
    }

    /**
     * Tells how many partitions topics have, which is what the partitioners of senders are told by. Without it they aren't
     * watched.
     */
    public void know(Map<String, Integer> partitions) {
        partitioners.know(partitions);
    }

    /**
     * Returns at once; that Kafka answers is not checked. Nothing is processed before it is clear that no other pipeline
     * runs under this id.
     */
    public void start() {
        settings.unknown().forEach(LOG::warn);
        LOG.info(
                "starting application {} at {}, {} threads, group protocol {}, state in {}",
                settings.applicationId(),
                settings.servers(),
                settings.threads(),
                settings.kafka().get(StreamsConfig.GROUP_PROTOCOL_CONFIG),
                settings.stateFolder().toAbsolutePath());
        endpoint.serve(served);
        pauses.begin(Reason.GROUP);
        try {
            streams.start();
        } catch (KafkaException e) {
            // Stores that are on the disk are opened before there are threads.
            throw deaths.fatal(e)
                    .<RuntimeException>map(line -> new CommandException(line, e))
                    .orElse(e);
        }
        gate.start();
        disk.start();
        watch.start();
        outputs.start();
        scoring.start(
                () -> pauses.begin(Reason.MODEL),
                () -> pauses.end(Reason.MODEL),
                misfit -> failure.complete(new CommandException(misfit)));
    }

    private void refuse(String reason) {
        refused = !settings.hasStreamsProtocol();
        deaths.leave();
        failure.complete(new CommandException(reason));
    }

    public KafkaStreams.State state() {
        return streams.state();
    }

    /** What was done, and what is left as of the last time that Kafka was asked. */
    public RunningPipeline progress() {
        return counts.read();
    }

    /** The same, after Kafka was asked anew. Waits for the answer, some seconds at most. */
    public RunningPipeline progressNow() {
        watch.look();
        return counts.read();
    }

    /**
     * Whether all that its tasks have fetched so far is committed, and with it all that was written because of that. Tasks
     * work before a thread tells of them, which it does when it is running.
     */
    public boolean isCommitted() {
        return streams.state() == KafkaStreams.State.RUNNING && threads.haveCommitted();
    }

    /** Completes with what happened if the instance ends by itself; until then, and after a regular stop, never. */
    public CompletionStage<CommandException> failure() {
        return failure.minimalCompletionStage();
    }

    /**
     * Commits and stops. Partitions go to other instances at once, unless this is a static member of its group.
     *
     * <p>What stream threads use stays as it is until all of them have {@link #hasEnded ended}, however long that takes.
     *
     * @return whether everything that was done is committed: it stopped within the time, or it had no tasks. Kafka
     *     Streams does not stop in the middle of a rebalance, which can take as long as a dead instance is waited for
     */
    public boolean stop(Duration within) {
        gate.close();
        schemas.close();
        disk.close();
        boolean idle = threads.tasks() == 0;
        var membership = settings.isStaticMember()
                ? GroupMembershipOperation.REMAIN_IN_GROUP
                : GroupMembershipOperation.LEAVE_GROUP;
        boolean stopped = refused
                ? streams.abandon(membership, within)
                : streams.close(CloseOptions.timeout(within).withGroupMembershipOperation(membership));
        watch.close();
        endpoint.close();
        closeOutputs();
        scoring.close();
        if (stopped) {
            LOG.info("stopped");
        } else if (idle) {
            LOG.info("left in the middle of a rebalance; there were no tasks");
        }
        return stopped || idle;
    }

    /** Whether no thread of it runs any more, so that what was opened for it may be closed. */
    public boolean hasEnded() {
        return streams.state().hasCompletedShutdown();
    }

    /** {@link #stop Stops} within {@link #STOP_WITHIN}, and says so if that is not enough. */
    @Override
    public void close() {
        if (!stop(STOP_WITHIN)) {
            LOG.warn("not stopped within {} s; what was not committed is done again", STOP_WITHIN.toSeconds());
        }
    }

    private void onChange(KafkaStreams.State now, KafkaStreams.State before) {
        switch (now) {
            case RUNNING -> LOG.info("running with {}", Counted.of(threads.tasks(), "task"));
            case REBALANCING -> LOG.info("rebalancing");
            case PENDING_SHUTDOWN -> LOG.info("stopping");
            // Threads may still be busy, but what there is to say is known.
            case PENDING_ERROR ->
                failure.complete(new CommandException(TopicOutage.reason(
                        deaths.verdict().orElse("another instance asked the whole application to stop"),
                        watch.suspects())));
            // Only now: a thread that goes on after the time for a stop is over may open a store.
            case NOT_RUNNING, ERROR -> memory.close();
            default -> LOG.debug("{} after {}", now, before);
        }
    }

    /** How long ago anything of this instance was last in touch with Kafka; empty if nothing was yet. */
    public Optional<Duration> sinceContact() {
        return Stream.concat(threads.sinceHeartbeats(), watch.sinceAnswer().stream())
                .min(Comparator.naturalOrder());
    }
}
