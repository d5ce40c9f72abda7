// SPDX-License-Identifier: Apache-2.0
package dev.penstock.engine;

import dev.penstock.event.FieldPath;
import dev.penstock.event.Fields;
import dev.penstock.event.Projection;
import dev.penstock.event.pipeline.Emission;
import dev.penstock.event.pipeline.FeatureGroup;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.streams.errors.StreamsException;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * The first stage: folds each event into deltas of all groups that read it, and forwards them when the task commits, or
 * before that when they take too much. An event that is late in a group goes to the group's late output.
 */
final class CombineProcessor<R, V> extends ContextualProcessor<byte[], R, byte[], byte[]> {

    private final String name;
    private final Function<R, List<V>> each;
    private final EventView<V> view;
    private final EventFields fields;
    private final EventFilters filters;
    private final Budget budget;
    private final KeyBytes[] keys;
    private final boolean[] hasKey;
    private final List<Input> inputs;
    private final String hookName;
    private final MicroBatchListener listener;

    /** How far each partition that events came from since the last time has come. */
    private final Map<Integer, Long> times = new HashMap<>();

    private final boolean anyFinal;

    CombineProcessor(
            String name,
            Function<R, List<V>> each,
            EventView<V> view,
            Projection projection,
            List<FeatureGroup> groups,
            MicroBatchSettings settings,
            MicroBatchListener listener,
            String hookName) {
        this.name = name;
        this.each = each;
        this.view = view;
        this.hookName = hookName;
        this.listener = listener;
        this.fields = new EventFields(projection.size());
        this.filters = new EventFilters(projection);
        this.budget = new Budget(settings);
        Map<List<FieldPath>, Integer> keyIndexes = new LinkedHashMap<>();
        this.inputs = new ArrayList<>();
        for (FeatureGroup group : groups) {
            int key = keyIndexes.computeIfAbsent(group.key(), fields -> keyIndexes.size());
            inputs.add(new Input(new GroupDeltas(group, projection, filters, budget), key));
        }
        this.keys = keyIndexes.keySet().stream()
                .map(fields -> new KeyBytes(fields, projection))
                .toArray(KeyBytes[]::new);
        this.hasKey = new boolean[keys.length];
        this.anyFinal = groups.stream().anyMatch(CombineProcessor::isFinal);
    }

    private static boolean isFinal(FeatureGroup group) {
        return group.emission() instanceof Emission.Final;
    }

    /** A group, and what to tell about it. */
    private static final class Input {

        private final GroupDeltas deltas;
        private final int key;
        private final String lateChild;
        private final String deltaChild;
        private long added;
        private long late;
        private long keyMissing;

        Input(GroupDeltas deltas, int key) {
            this.deltas = deltas;
            this.key = key;
            this.lateChild = NodeNames.lateEvents(deltas.group());
            this.deltaChild = NodeNames.deltas(deltas.group());
        }
    }

    @Override
    public void init(ProcessorContext<byte[], byte[]> context) {
        super.init(context);
        budget.open();
        // A task that is revived after a failure comes here again, and so do the events of its aborted transaction.
        inputs.forEach(input -> input.deltas.clear());
        times.clear();
        context.<CommitHook>getStateStore(hookName).attach(context, this::forwardDeltas);
    }

    @Override
    public void close() {
        budget.close();
    }

    @Override
    public void process(Record<byte[], R> record) {
        try {
            for (V event : each.apply(record.value())) {
                add(event, record);
            }
        } catch (KafkaException e) {
            throw e;
        } catch (RuntimeException e) {
            // Of Kafka's own kind: a handler of processing exceptions must not take the event for skipped and go on,
            // when
            // some of the groups have counted it.
            throw new StreamsException("events of '" + name + "' can't be combined: " + e.getMessage(), e);
        }
        if (budget.isSpent()) {
            forwardDeltas();
        }
    }

    private void add(V event, Record<byte[], R> record) {
        Fields newFields = view.fields(event);
        fields.load(newFields);
        filters.evaluate(newFields);
        for (int i = 0; i < keys.length; i++) {
            hasKey[i] = keys[i].read(fields);
        }
        long time = view.timestamp(event);
        long partitionTime = view.partitionTime(event);
        if (anyFinal) {
            int partition =
                    context().recordMetadata().map(RecordMetadata::partition).orElse(0);
            times.merge(partition, Math.max(time, partitionTime), Math::max);
        }
        for (Input input : inputs) {
            if (!hasKey[input.key]) {
                input.keyMissing++;
            } else if (input.deltas.add(fields, keys[input.key], time, partitionTime)) {
                input.added++;
            } else {
                input.late++;
                context()
                        .forward(
                                view.late(
                                        record.withValue(event),
                                        input.deltas.group(),
                                        context().recordMetadata()),
                                input.lateChild);
            }
        }
    }

    private void forwardDeltas() {
        if (budget.deltas() > 0) {
            listener.onDrain(budget.deltas(), budget.bytes());
        }
        for (Input input : inputs) {
            int deltas = input.deltas.size();
            input.deltas.drain((key, value, lastEventTime) ->
                    context().forward(new Record<>(key, value, lastEventTime), input.deltaChild));
            if (isFinal(input.deltas.group())) {
                times.forEach((partition, time) -> context()
                        .forward(new Record<>(TimeMark.key(partition), TimeMark.value(time), time), input.deltaChild));
            }
            tell(input, deltas);
        }
        times.clear();
        if (budget.isTight()) {
            inputs.forEach(input -> input.deltas.dropObjects());
        }
    }

    private void tell(Input input, int deltas) {
        if (deltas > 0) {
            listener.onDeltas(input.deltas.group(), deltas);
        }
        if (input.added + input.late + input.keyMissing > 0) {
            listener.onEvents(input.deltas.group(), input.added, input.late, input.keyMissing);
            input.added = 0;
            input.late = 0;
            input.keyMissing = 0;
        }
    }
}
