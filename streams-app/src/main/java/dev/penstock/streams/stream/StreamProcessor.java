// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.stream;

import dev.penstock.streams.runs.CurrentEvent;
import dev.penstock.streams.runs.EventRecord;
import dev.penstock.streams.runs.EventRun;
import dev.penstock.streams.runs.OutgoingRun;
import dev.penstock.streams.runs.RunSplitter;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.streams.processor.api.ContextualFixedKeyProcessor;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.FixedKeyProcessor;
import org.apache.kafka.streams.processor.api.FixedKeyProcessorContext;
import org.apache.kafka.streams.processor.api.FixedKeyProcessorSupplier;
import org.apache.kafka.streams.processor.api.FixedKeyRecord;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.StoreBuilder;

import java.util.List;
import java.util.Set;

/** Makes the events of a stream, see {@link StreamTransformer}. */
final class StreamProcessor {

    private StreamProcessor() {}

    /** Takes one event after the other, and tells Kafka Streams that they keep their keys. */
    record OfRecords(StreamTransformer.Plan plan)
            implements FixedKeyProcessorSupplier<byte[], EventRecord, EventRecord> {

        @Override
        public FixedKeyProcessor<byte[], EventRecord, EventRecord> get() {
            return new RecordProcessor(plan);
        }

        @Override
        public Set<StoreBuilder<?>> stores() {
            return plan.stores();
        }
    }

    /**
     * Takes the events of whole runs. What one of them fails with is thrown in a node of its own, so that Kafka Streams'
     * handler judges that event alone and the others go on.
     *
     * @param failed name of that node, a {@link Failed}
     */
    record OfRuns(StreamTransformer.Plan plan, String failed)
            implements ProcessorSupplier<byte[], EventRun, byte[], EventRecord> {

        @Override
        public Processor<byte[], EventRun, byte[], EventRecord> get() {
            return new RunProcessor(plan, failed);
        }

        @Override
        public Set<StoreBuilder<?>> stores() {
            return plan.stores();
        }
    }

    private static final class RecordProcessor extends ContextualFixedKeyProcessor<byte[], EventRecord, EventRecord>
            implements StreamTransformer.Onward {

        private final StreamTransformer.Plan plan;
        private final StreamTransformer work;

        /** The last one: records of this kind can only be made out of others. */
        private FixedKeyRecord<byte[], EventRecord> last;

        RecordProcessor(StreamTransformer.Plan plan) {
            this.plan = plan;
            this.work = new StreamTransformer(plan);
        }

        @Override
        public void init(FixedKeyProcessorContext<byte[], EventRecord> context) {
            super.init(context);
            work.init(context, this);
        }

        @Override
        public void process(FixedKeyRecord<byte[], EventRecord> record) {
            last = record;
            work.process(record.value());
        }

        @Override
        public void forward(EventRecord record, String child) {
            context().forward(last.withValue(record), child.equals(plan.sink()) ? out() : child);
        }

        @Override
        public void send(OutgoingRun run) {
            context().forward(last.<EventRecord>withValue(null).withHeaders(run.asHeaders()), out());
        }

        private String out() {
            return plan.changesKey() ? plan.keyed() : plan.sink();
        }

        @Override
        public void alone(EventRecord record, Runnable task) {
            throw new UnsupportedOperationException("events leave with the record that they came in");
        }

        @Override
        public void close() {
            work.close();
        }
    }

    private static final class RunProcessor extends ContextualProcessor<byte[], EventRun, byte[], EventRecord>
            implements StreamTransformer.Onward {

        private final StreamTransformer.Plan plan;
        private final StreamTransformer work;
        private final String failed;

        RunProcessor(StreamTransformer.Plan plan, String failed) {
            this.plan = plan;
            this.work = new StreamTransformer(plan);
            this.failed = failed;
        }

        @Override
        public void init(ProcessorContext<byte[], EventRecord> context) {
            super.init(context);
            work.init(context, this);
        }

        @Override
        public void process(Record<byte[], EventRun> record) {
            CurrentEvent.each(record.value().events(), this::process);
        }

        @Override
        public void alone(EventRecord record, Runnable task) {
            CurrentEvent.each(List.of(record), event -> guarded(event, task));
        }

        private void process(EventRecord event) {
            guarded(event, () -> work.process(event));
        }

        private void guarded(EventRecord event, Runnable task) {
            try {
                task.run();
            } catch (KafkaException e) {
                throw e;
            } catch (RuntimeException e) {
                CurrentEvent.fail(e);
                forward(event, failed);
            }
        }

        @Override
        public void forward(EventRecord record, String child) {
            context().forward(RunSplitter.record(record), child);
        }

        @Override
        public void send(OutgoingRun run) {
            long time = run.records().get(0).timestamp();
            context().forward(new Record<>(null, null, time, run.asHeaders()), plan.sink());
        }

        @Override
        public void close() {
            work.close();
        }
    }

    /** Throws what an event of a run failed with, where Kafka Streams takes it for the fault of that event alone. */
    static final class Failed extends ContextualProcessor<byte[], EventRecord, byte[], EventRecord> {

        @Override
        public void process(Record<byte[], EventRecord> record) {
            throw CurrentEvent.failure();
        }
    }
}
