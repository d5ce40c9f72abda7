// SPDX-License-Identifier: Apache-2.0
package dev.penstock.cli.demo.state;

import dev.penstock.cli.demo.state.DemoSnapshot.Field;
import dev.penstock.cli.demo.state.DemoSnapshot.Newest;
import dev.penstock.cli.demo.state.DemoSnapshot.Watched;
import dev.penstock.event.pipeline.FeatureGroup;
import dev.penstock.event.pipeline.Pipeline;
import dev.penstock.event.pipeline.Source;
import dev.penstock.streams.feature.EntityOrigin;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/** Counts what a pipeline writes and keeps the newest of it. Safe for use by many threads. */
public final class Outputs {

    /** What is known of a stream or feature group from the records that it wrote. Used by one thread at a time. */
    interface Output {

        /** Of the stream or feature group. */
        String name();

        /** @param nanos when it came, by {@link System#nanoTime()} */
        public void add(byte[] key, byte[] value, long nanos);
    }

    private final Map<String, Output> byTopic = new LinkedHashMap<>();
    private final Map<String, Long> totals = new LinkedHashMap<>();
    private long firstRowNanos;

    public Outputs(Pipeline pipeline) {
        pipeline.streams().forEach(stream -> put(stream.to(), new StreamOutput(stream)));
        Map<Source, Entities> entities = new HashMap<>();
        for (FeatureGroup group : pipeline.features()) {
            Source source = pipeline.sourceOf(group.from());
            boolean bySource = EntityOrigin.isPartitionKey(pipeline, group, source);
            put(
                    group.to(),
                    bySource
                            ? new EntityOutput(group, entities.computeIfAbsent(source, any -> new Entities()))
                            : new GroupOutput(group));
        }
    }

    private void put(String topic, Output output) {
        byTopic.put(topic, output);
        totals.put(output.name(), 0L);
    }

    /**
     * Takes a record.
     *
     * @param topic one of {@link #topics()}
     * @param nanos when it came, by {@link System#nanoTime()}
     */
    public synchronized void add(String topic, byte[] key, byte[] value, long nanos) {
        Output output = byTopic.get(topic);
        totals.merge(output.name(), 1L, Long::sum);
        output.add(key, value, nanos);
        if (firstRowNanos == 0 && !(output instanceof StreamOutput)) {
            firstRowNanos = nanos;
        }
    }

    public Set<String> topics() {
        return byTopic.keySet();
    }

    /** How many records each stream and feature group has written, by name, in the order of the file. */
    public synchronized Map<String, Long> totals() {
        return new LinkedHashMap<>(totals);
    }

    /** When the first feature row came, by {@link System#nanoTime()}; 0 if none has. */
    public synchronized long firstRowNanos() {
        return firstRowNanos;
    }

    public synchronized List<Watched> watched(long nanos) {
        return of(EntityOutput.class)
                .flatMap(output -> output.watched(nanos).stream())
                .toList();
    }

    public synchronized List<Newest> rows() {
        return inTurn(of(GroupOutput.class).toList(), GroupOutput::newest);
    }

    public synchronized List<Newest> events() {
        return inTurn(of(StreamOutput.class).toList(), StreamOutput::newest);
    }

    private <T extends Output> Stream<T> of(Class<T> type) {
        return byTopic.values().stream().filter(type::isInstance).map(type::cast);
    }

    /** The newest of each, then the newest but one of each, and so on. */
    private static <T extends Output> List<Newest> inTurn(List<T> outputs, Function<T, List<List<Field>>> newestOf) {
        Map<T, List<List<Field>>> newest = new LinkedHashMap<>();
        outputs.forEach(output -> newest.put(output, newestOf.apply(output)));
        int most = newest.values().stream().mapToInt(List::size).max().orElse(0);
        List<Newest> inTurn = new ArrayList<>();
        for (int age = 0; age < most; age++) {
            for (T output : outputs) {
                List<List<Field>> records = newest.get(output);
                if (age < records.size()) {
                    inTurn.add(new Newest(output.name(), records.get(age)));
                }
            }
        }
        return inTurn;
    }
}
