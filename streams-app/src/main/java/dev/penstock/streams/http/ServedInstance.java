// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.http;

import dev.penstock.event.pipeline.Pipeline;
import dev.penstock.streams.client.InputLags;
import dev.penstock.streams.health.RestoreProgress;
import dev.penstock.streams.senders.FieldWatches;
import dev.penstock.streams.state.LiveStreams;
import dev.penstock.streams.state.RocksDbMemory;
import dev.penstock.streams.state.StoreUpdates;
import dev.penstock.streams.topics.TopicWatch;
import io.micrometer.core.instrument.MeterRegistry;
import org.apache.kafka.streams.TopologyDescription;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * An instance of an application, as far as it can be asked about.
 *
 * @param lags of its input
 * @param topics that it has to do with
 * @param registryFailure why threads wait for the schema registry; empty where none does
 * @param modelFailure why processing waits for a model; empty where it doesn't
 * @param memory that its stores share
 * @param stateFolder where they are
 * @param threads how many stream threads it should have
 * @param session how long its group waits for it before it gives its partitions away
 * @param maxPollInterval how long a stream thread may take to come round
 */
public record ServedInstance(
        String applicationId,
        Pipeline pipeline,
        TopologyDescription topology,
        LiveStreams streams,
        RestoreProgress restoring,
        StoreUpdates updates,
        FieldWatches fields,
        MeterRegistry registry,
        InputLags lags,
        TopicWatch topics,
        Supplier<Optional<String>> registryFailure,
        Supplier<Optional<String>> modelFailure,
        RocksDbMemory memory,
        Path stateFolder,
        int threads,
        Duration session,
        Duration maxPollInterval) {}
