// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.app;

import dev.penstock.event.DecodeLimits;
import dev.penstock.event.pipeline.Column;
import dev.penstock.event.pipeline.FeatureGroup;
import dev.penstock.event.pipeline.Pipeline;
import dev.penstock.event.pipeline.Source;
import dev.penstock.streams.deadletters.FailedEventHandler;
import dev.penstock.streams.http.Endpoint;
import dev.penstock.streams.outputs.FittingInterceptor;
import dev.penstock.streams.outputs.Outputs;
import dev.penstock.streams.outputs.RefusedRecordHandler;
import dev.penstock.streams.producer.GatedClients;
import dev.penstock.streams.producer.TopicGate;
import dev.penstock.streams.runs.RunClients;
import dev.penstock.streams.runs.RunMaker;
import dev.penstock.streams.senders.PartitionerWatch;
import dev.penstock.streams.senders.SenderPartitioners;
import dev.penstock.streams.state.RocksDbMemory;
import dev.penstock.streams.topics.TopicRules;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.streams.StreamsConfig;

import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;

/** What Kafka Streams gets for an instance: the settings that were given, and behind them what its pipeline needs. */
final class InstanceConfig {

    private static final int MOST_RUNS_AHEAD = 16;

    /** More than any column's state takes, and any field of a key. */
    private static final int MOST_BYTES_OF_A_FIELD = 2 * DecodeLimits.DEFAULT.maxKeptTextBytes();

    private final Map<String, Object> config;

    InstanceConfig(Pipeline pipeline, StreamsSettings settings, Endpoint endpoint) {
        config = new HashMap<>(settings.kafka());
        config.putAll(endpoint.kafkaSettings());
        if (!config.containsKey(StreamsConfig.producerPrefix(ProducerConfig.BATCH_SIZE_CONFIG))) {
            config.putIfAbsent(ProducerConfig.BATCH_SIZE_CONFIG, BatchSize.of(pipeline));
        }
        // Before runs are made of the records.
        addConsumerInterceptor(PartitionerWatch.class);
        if (pipeline.engine() == Pipeline.Engine.MICRO_BATCH) {
            putRunMaker(pipeline);
            config.putIfAbsent(StreamsConfig.DEFAULT_CLIENT_SUPPLIER_CONFIG, RunClients.class);
        } else {
            config.putIfAbsent(StreamsConfig.DEFAULT_CLIENT_SUPPLIER_CONFIG, GatedClients.class);
        }
    }

    private void putRunMaker(Pipeline pipeline) {
        addConsumerInterceptor(RunMaker.class);
        config.put(
                StreamsConfig.mainConsumerPrefix(RunMaker.TOPICS_CONFIG),
                pipeline.sources().stream().map(Source::topic).toList());
        // What waits in front of a task is runs of up to 64 KiB, not records.
        config.putIfAbsent(StreamsConfig.BUFFERED_RECORDS_PER_PARTITION_CONFIG, MOST_RUNS_AHEAD);
    }

    /**
     * Topics that Kafka Streams makes for itself would have the broker's bounds. What may be in them was decided before,
     * and nobody else could be told of what they refuse.
     */
    InstanceConfig withBoundsOfOwnTopics(Pipeline pipeline) {
        Map.of(
                        TopicConfig.MESSAGE_TIMESTAMP_BEFORE_MAX_MS_CONFIG,
                        Long.MAX_VALUE,
                        TopicConfig.MESSAGE_TIMESTAMP_AFTER_MAX_MS_CONFIG,
                        Long.MAX_VALUE,
                        TopicConfig.MAX_MESSAGE_BYTES_CONFIG,
                        mostTileBytes(pipeline))
                .forEach((name, value) -> config.putIfAbsent(StreamsConfig.topicPrefix(name), String.valueOf(value)));
        return this;
    }

    /** What a tile may take with its key, but Kafka's own default at least. */
    private static long mostTileBytes(Pipeline pipeline) {
        long mostFields = pipeline.features().stream()
                .mapToLong(group -> fields(group))
                .max()
                .orElse(0);
        return Math.max(TopicRules.DEFAULTS.maxBatchBytes(), mostFields * MOST_BYTES_OF_A_FIELD);
    }

    private static long fields(FeatureGroup group) {
        return group.key().size()
                + group.columns().stream()
                        .mapToLong(column -> column instanceof Column.Aggregated it
                                ? it.aggregate().mostValues()
                                : 1)
                        .sum();
    }

    InstanceConfig with(SenderPartitioners partitioners) {
        config.put(StreamsConfig.mainConsumerPrefix(PartitionerWatch.PARTITIONERS_CONFIG), partitioners);
        return this;
    }

    InstanceConfig with(Outputs outputs) {
        String interceptors = StreamsConfig.producerPrefix(ProducerConfig.INTERCEPTOR_CLASSES_CONFIG);
        config.put(
                interceptors,
                behindGiven(FittingInterceptor.class, interceptors, ProducerConfig.INTERCEPTOR_CLASSES_CONFIG));
        config.put(StreamsConfig.producerPrefix(Outputs.CONFIG), outputs);
        config.put(Outputs.CONFIG, outputs);
        config.putIfAbsent(StreamsConfig.PRODUCTION_EXCEPTION_HANDLER_CLASS_CONFIG, RefusedRecordHandler.class);
        return this;
    }

    /** For the producers of {@link GatedClients}. */
    InstanceConfig with(TopicGate gate) {
        config.put(StreamsConfig.producerPrefix(TopicGate.CONFIG), gate);
        return this;
    }

    InstanceConfig with(FailedEventHandler.Origins origins) {
        config.put(StreamsConfig.PROCESSING_EXCEPTION_HANDLER_CLASS_CONFIG, FailedEventHandler.class);
        config.put(FailedEventHandler.ORIGINS_CONFIG, origins);
        return this;
    }

    InstanceConfig with(RocksDbMemory memory) {
        config.put(RocksDbMemory.CONFIG, memory);
        return this;
    }

    InstanceConfig withClientId(String id) {
        config.put(StreamsConfig.CLIENT_ID_CONFIG, id);
        return this;
    }

    /** @throws org.apache.kafka.common.config.ConfigException if a setting is wrong */
    StreamsConfig toStreamsConfig() {
        return new StreamsConfig(config);
    }

    private void addConsumerInterceptor(Class<?> interceptor) {
        String interceptors = StreamsConfig.mainConsumerPrefix(ConsumerConfig.INTERCEPTOR_CLASSES_CONFIG);
        config.put(
                interceptors,
                behindGiven(
                        interceptor,
                        interceptors,
                        StreamsConfig.consumerPrefix(ConsumerConfig.INTERCEPTOR_CLASSES_CONFIG),
                        ConsumerConfig.INTERCEPTOR_CLASSES_CONFIG));
    }

    /** A list of interceptors: those that somebody asked for, by whichever name they are given, and this one behind them. */
    private String behindGiven(Class<?> own, String... names) {
        return Stream.of(names)
                        .filter(config::containsKey)
                        .map(name -> config.get(name) + ",")
                        .findFirst()
                        .orElse("")
                + own.getName();
    }
}
