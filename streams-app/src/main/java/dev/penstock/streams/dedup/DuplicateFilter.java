// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.dedup;

import dev.penstock.engine.TileStoreSupplier;
import dev.penstock.engine.key.EntityKey;
import dev.penstock.event.BadEvent;
import dev.penstock.event.BadEvent.Reason;
import dev.penstock.event.Projection;
import dev.penstock.event.field.DemandCheck;
import dev.penstock.event.pipeline.Dedup;
import dev.penstock.event.pipeline.Source;
import dev.penstock.streams.runs.EventRecord;
import dev.penstock.streams.runs.EventRun;
import dev.penstock.streams.runs.SourceRecord;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.api.ProcessingContext;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;
import org.apache.kafka.streams.state.WindowStore;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Refuses the events of a partition whose ids came before. An id is remembered from the event that was taken until the
 * partition's time has moved on by more than {@link Dedup#within}.
 *
 * <p>An event that is read again after a failure, by which its id may already be known, is none that came before, nor are
 * the elements of one record that share an id. For the thread of one task.
 */
public final class DuplicateFilter {

    private final Plan plan;
    private final SeenIds seen;

    /** What all tasks of a source have in common. */
    public static final class Plan {

        private final Dedup dedup;
        private final Projection projection;
        private final EntityKey id;
        private final String store;

        private Plan(Source source, Dedup dedup, Projection projection) {
            this.dedup = dedup;
            this.projection = projection;
            this.id = EntityKey.of(dedup.by(), projection);
            this.store = source.idStore();
        }

        /**
         * Empty where nobody looks at ids.
         *
         * @param projection of the source's events
         */
        public static Optional<Plan> of(Source source, Projection projection) {
            return source.dedup().map(dedup -> new Plan(source, dedup, projection));
        }

        /** To be a store of the processor that {@link #open opens} this. */
        public StoreBuilder<?> store() {
            Duration within = dedup.within();
            return Stores.windowStoreBuilder(
                            TileStoreSupplier.plain(store, within.multipliedBy(2), within),
                            Serdes.ByteArray(),
                            Serdes.ByteArray())
                    .withCachingDisabled()
                    // By event time the broker would delete at once what a replay of old events writes.
                    .withLoggingEnabled(Map.of(TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG, "LogAppendTime"));
        }

        /** @param context of a processor that is being initialised */
        public DuplicateFilter open(ProcessingContext context) {
            WindowStore<byte[], byte[]> ids = context.getStateStore(store);
            return new DuplicateFilter(this, new SeenIds(ids, dedup.within().toMillis()));
        }
    }

    private DuplicateFilter(Plan plan, SeenIds seen) {
        this.plan = plan;
        this.seen = seen;
    }

    /**
     * Refuses those events that came before, and remembers the others. Of a record whose elements all came before one is left,
     * which stands for the record.
     *
     * @param events of whole records, in their order
     */
    public void refuseDuplicates(List<EventRecord> events) {
        boolean found = false;
        for (EventRecord event : events) {
            if (event.isEvent()) {
                found |= isRefused(event);
            }
        }
        if (found) {
            joinElements(events);
        }
    }

    private boolean isRefused(EventRecord event) {
        Optional<String> id = plan.id.read(event.fields());
        if (id.isEmpty()) {
            return false;
        }
        SourceRecord record = event.sourceRecord();
        long before = seen.remember(
                id.get().getBytes(StandardCharsets.UTF_8), Math.max(0, record.partitionTimeAfter()), record.offset());
        if (before < 0) {
            return false;
        }
        record.refuse(duplicate(event, before));
        return true;
    }

    private BadEvent duplicate(EventRecord event, long before) {
        String id = plan.dedup.by().stream()
                .map(field -> "'" + field + "' is "
                        + DemandCheck.describe(event.fields().get(plan.projection.slot(field))))
                .collect(Collectors.joining(" and "));
        return new BadEvent(Reason.DUPLICATE_EVENT, id + ", as in the event at offset " + before);
    }

    private static void joinElements(List<EventRecord> events) {
        for (int from = 0; from < events.size(); from++) {
            List<EventRecord> ofRecord = events.subList(from, EventRun.endOfRecord(events, from));
            if (ofRecord.stream().allMatch(EventRecord::isBad)) {
                ofRecord.get(0).sourceRecord().refuseWhole();
                ofRecord.subList(1, ofRecord.size()).clear();
            } else {
                from += ofRecord.size() - 1;
            }
        }
    }
}
