// SPDX-License-Identifier: Apache-2.0
package dev.penstock.engine.internal.combine;

import dev.penstock.engine.commit.CommitHook;
import dev.penstock.engine.internal.delta.EventFields;
import dev.penstock.engine.internal.delta.KeyBytes;
import dev.penstock.engine.internal.exchange.NodeNames;
import dev.penstock.engine.internal.exchange.TimeMark;
import dev.penstock.engine.internal.memory.Budget;
import dev.penstock.engine.spi.EventView;
import dev.penstock.engine.spi.MicroBatchListener;
import dev.penstock.event.FieldPath;
import dev.penstock.event.Fields;
import dev.penstock.event.Projection;
import dev.penstock.event.pipeline.Emission;
import dev.penstock.event.pipeline.FeatureGroup;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.streams.errors.StreamsException;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

import static java.util.Comparator.naturalOrder;

/**
 * The first stage: folds each event into deltas of all groups that read it, and forwards them when the task commits, or
 * before that when they take too much. An event that is late in a group goes to the group's late output.
 */
public final class CombineProcessor<R, V> extends ContextualProcessor<byte[], R, byte[], byte[]> {

    private static final long NO_TIME = -1;
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);
    private static final int PAUSES_PER_IDLE = 4;

    private final String name;
    private final Function<R, List<V>> each;
    private final EventView<V> view;
    private final EventFields.Scratch scratch;
    private final EventFilters filters;
    private final Budget budget;
    private final KeyBytes[] keys;
    private final boolean[] hasKey;
    private final Input[] inputs;
    private final String hookName;
    private final MicroBatchListener listener;

    /** How far the task's partition of the events has come; {@link #NO_TIME} where none came since the last time. */
    private long latestTime = NO_TIME;

    /** How long nothing was there to read, by wall clock. */
    private long quietMillis;

    /** When that was last looked at. */
    private long lookedAt;

    public CombineProcessor(
            String name,
            Function<R, List<V>> each,
            EventView<V> view,
            Projection projection,
            List<FeatureGroup> groups,
            Budget budget,
            MicroBatchListener listener,
            String hookName) {
        this.name = name;
        this.each = each;
        this.view = view;
        this.hookName = hookName;
        this.listener = listener;
        this.scratch = new EventFields.Scratch(projection.size());
        this.filters = new EventFilters(projection);
        this.budget = budget;
        Map<KeyFields, Integer> keyIndexes = new LinkedHashMap<>();
        this.inputs = new Input[groups.size()];
        for (int i = 0; i < inputs.length; i++) {
            FeatureGroup group = groups.get(i);
            int key = keyIndexes.computeIfAbsent(KeyFields.of(group), fields -> keyIndexes.size());
            inputs[i] = new Input(new GroupDeltas(group, projection, filters, budget), key);
        }
        this.keys = keyIndexes.keySet().stream()
                .map(key -> new KeyBytes(key.fields, key.typed, projection))
                .toArray(KeyBytes[]::new);
        this.hasKey = new boolean[keys.length];
    }

    /** What keys are made of, which groups may have in common. */
    private record KeyFields(List<FieldPath> fields, boolean typed) {

        static KeyFields of(FeatureGroup group) {
            return new KeyFields(group.key(), group.hasTypedKeys());
        }
    }

    /** A group, and what to tell about it. */
    private static final class Input {

        private final GroupDeltas deltas;
        private final int key;
        private final String lateChild;
        private final String deltaChild;
        private final Optional<Duration> idleClose;
        private boolean toldIdle;
        private long added;
        private long late;
        private long keyMissing;

        Input(GroupDeltas deltas, int key) {
            this.deltas = deltas;
            this.key = key;
            this.lateChild = NodeNames.lateEvents(deltas.group());
            this.deltaChild = NodeNames.deltas(deltas.group());
            this.idleClose = deltas.group().emission() instanceof Emission.Final last
                    ? Optional.of(last.idleClose())
                    : Optional.empty();
        }
    }

    @Override
    public void init(ProcessorContext<byte[], byte[]> context) {
        super.init(context);
        budget.open();
        // A task that is revived after a failure comes here again, and so do the events of its aborted transaction.
        for (Input input : inputs) {
            input.deltas.clear();
            input.toldIdle = false;
        }
        latestTime = NO_TIME;
        quietMillis = 0;
        lookedAt = context.currentSystemTimeMs();
        Stream.of(inputs)
                .flatMap(input -> input.idleClose.stream())
                .min(naturalOrder())
                .ifPresent(idle -> {
                    Duration quarter = idle.dividedBy(PAUSES_PER_IDLE).plusMillis(1);
                    Duration pause = quarter.compareTo(LONGEST_PAUSE) < 0 ? quarter : LONGEST_PAUSE;
                    context.schedule(
                            pause, PunctuationType.WALL_CLOCK_TIME, now -> tellIdle(now, 2 * pause.toMillis()));
                });
        context.<CommitHook>getStateStore(hookName).attach(context, this::forwardDeltas);
    }

    @Override
    public void close() {
        budget.close();
    }

    @Override
    public void process(Record<byte[], R> record) {
        quietMillis = 0;
        try {
            List<V> events = each.apply(record.value());
            var fields = new EventFields(scratch);
            for (int from = 0; from < events.size(); from += EventFields.BLOCK) {
                add(events, from, Math.min(from + EventFields.BLOCK, events.size()), fields, record);
            }
        } catch (KafkaException e) {
            throw e;
        } catch (RuntimeException e) {
            // Of Kafka's own kind: a handler of processing exceptions must not take the event for skipped and go on
            // when some of the groups have counted it.
            throw new StreamsException("events of '" + name + "' can't be combined: " + e.getMessage(), e);
        }
        if (budget.isSpent()) {
            forwardDeltas();
        }
    }

    /** Takes a block of events: looks at all of them, reads what they need from memory, and folds them one by one. */
    private void add(List<V> events, int from, int to, EventFields fields, Record<byte[], R> record) {
        for (int i = from; i < to; i++) {
            read(events.get(i), i - from, fields);
        }
        for (Input input : inputs) {
            input.deltas.fetch(keys[input.key], to - from);
        }
        for (int i = from; i < to; i++) {
            add(events.get(i), i - from, fields, record);
        }
    }

    private void read(V event, int place, EventFields fields) {
        Fields newFields = view.fields(event);
        fields.load(newFields, place);
        filters.evaluate(newFields, place);
        for (KeyBytes key : keys) {
            key.read(fields);
        }
        long time = view.timestamp(event);
        for (Input input : inputs) {
            input.deltas.read(fields, time);
        }
    }

    private void add(V event, int place, EventFields fields, Record<byte[], R> record) {
        fields.load(view.fields(event), place);
        for (int i = 0; i < keys.length; i++) {
            hasKey[i] = keys[i].turnTo(fields);
        }
        long time = view.timestamp(event);
        long partitionTime = view.partitionTime(event);
        long lead = view.lead(event);
        latestTime = Math.max(latestTime, lead > 0 ? partitionTime : Math.max(time, partitionTime));
        for (Input input : inputs) {
            if (!hasKey[input.key]) {
                input.keyMissing++;
            } else if ((lead == 0 || !input.deltas.group().isTooFarAhead(time, lead, partitionTime))
                    && input.deltas.add(fields, keys[input.key], time, partitionTime)) {
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
            if (latestTime != NO_TIME && input.idleClose.isPresent()) {
                forwardMark(TimeMark.value(latestTime), latestTime, input.deltaChild);
                input.toldIdle = false;
            }
            tell(input, deltas);
        }
        latestTime = NO_TIME;
        if (budget.isTight()) {
            for (Input input : inputs) {
                input.deltas.dropObjects();
            }
        }
    }

    /**
     * Once, until events come again. Only who reads a partition knows that nothing comes, and does not say so when gone.
     *
     * @param mostMillis how much counts of the time since the last look: in a longer one the thread stood still, be it that
     *     the machine slept or Kafka was away, and events may have come
     */
    private void tellIdle(long now, long mostMillis) {
        quietMillis += Math.min(now - lookedAt, mostMillis);
        lookedAt = now;
        for (Input input : inputs) {
            if (!input.toldIdle
                    && input.idleClose
                            .filter(idle -> quietMillis >= idle.toMillis())
                            .isPresent()) {
                // Where commits are farther apart than that, there are still deltas of the last events.
                forwardDeltas();
                forwardMark(TimeMark.IDLE, 0, input.deltaChild);
                input.toldIdle = true;
            }
        }
    }

    /** All that a task reads is of the partitions that have its own number. */
    private void forwardMark(byte[] mark, long timestamp, String child) {
        byte[] key = TimeMark.key(context().taskId().partition());
        context().forward(new Record<>(key, mark, timestamp), child);
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
