// SPDX-License-Identifier: Apache-2.0
package dev.penstock.engine.internal.combine;

import dev.penstock.engine.commit.CommitHook;
import dev.penstock.engine.internal.exchange.NodeNames;
import dev.penstock.engine.internal.exchange.TimeMark;
import dev.penstock.engine.internal.memory.Budget;
import dev.penstock.engine.spi.EventView;
import dev.penstock.engine.spi.MicroBatchListener;
import dev.penstock.event.Projection;
import dev.penstock.event.pipeline.FeatureGroup;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.streams.errors.StreamsException;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

import static java.util.Comparator.naturalOrder;

/**
 * The first stage: folds each event into deltas of all groups that read it, and forwards them when the task commits, or
 * before that when they take too much. An event that is late in a group goes to the group's late output.
 */
public final class CombineProcessor<R, V> extends ContextualProcessor<byte[], R, byte[], byte[]> {

    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);
    private static final int PAUSES_PER_IDLE = 4;

    private final String name;
    private final Function<R, List<V>> each;
    private final EventView<V> view;
    private final Budget budget;
    private final EventBlock<V> block;
    private final Input[] inputs;
    private final String hookName;
    private final MicroBatchListener listener;

    /** What is being processed. */
    private Record<byte[], R> current;

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
        this.budget = budget;
        this.inputs = groups.stream().map(Input::new).toArray(Input[]::new);
        this.block = new EventBlock<>(view, projection, groups, budget, new Counts());
    }

    /** A group, and what to tell about it. */
    private static final class Input {

        private final FeatureGroup group;
        private final String lateChild;
        private final String deltaChild;
        private final Optional<Duration> idleClose;
        private boolean toldIdle;
        private long added;
        private long late;
        private long keyMissing;

        Input(FeatureGroup group) {
            this.group = group;
            this.lateChild = NodeNames.lateEvents(group);
            this.deltaChild = NodeNames.deltas(group);
            this.idleClose = group.emission().waitsForIdle();
        }
    }

    private final class Counts implements EventBlock.Outcome<V> {

        @Override
        public void onAdded(int group) {
            inputs[group].added++;
        }

        @Override
        public void onKeyMissing(int group) {
            inputs[group].keyMissing++;
        }

        @Override
        public void onLate(int group, V event) {
            Input input = inputs[group];
            input.late++;
            context()
                    .forward(
                            view.late(
                                    current.withValue(event),
                                    input.group,
                                    context().recordMetadata()),
                            input.lateChild);
        }
    }

    @Override
    public void init(ProcessorContext<byte[], byte[]> context) {
        super.init(context);
        budget.open();
        // A task that is revived after a failure comes here again, and so do the events of its aborted transaction.
        block.clear();
        for (Input input : inputs) {
            input.toldIdle = false;
        }
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
        current = record;
        try {
            block.fold(each.apply(record.value()));
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

    private void forwardDeltas() {
        if (budget.deltas() > 0) {
            listener.onDrain(budget.deltas(), budget.bytes());
        }
        for (int i = 0; i < inputs.length; i++) {
            Input input = inputs[i];
            int deltas = block.size(i);
            block.drain(
                    i,
                    (key, value, lastEventTime) ->
                            context().forward(new Record<>(key, value, lastEventTime), input.deltaChild));
            if (block.hasTime() && input.idleClose.isPresent()) {
                forwardMark(TimeMark.value(block.latestTime()), block.latestTime(), input.deltaChild);
                input.toldIdle = false;
            }
            tell(input, deltas);
        }
        block.forgetTime();
        if (budget.isTight()) {
            block.dropObjects();
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
            listener.onDeltas(input.group, deltas);
        }
        if (input.added + input.late + input.keyMissing > 0) {
            listener.onEvents(input.group, input.added, input.late, input.keyMissing);
            input.added = 0;
            input.late = 0;
            input.keyMissing = 0;
        }
    }
}
