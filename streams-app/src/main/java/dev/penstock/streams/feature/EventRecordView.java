// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.feature;

import dev.penstock.engine.spi.EventView;
import dev.penstock.event.Fields;
import dev.penstock.event.pipeline.FeatureGroup;
import dev.penstock.streams.runs.EventRecord;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;

import java.util.Optional;

/** What the micro-batch engine sees of an event's record. */
final class EventRecordView implements EventView<EventRecord> {

    @Override
    public Fields fields(EventRecord record) {
        return record.fields();
    }

    @Override
    public long timestamp(EventRecord record) {
        return record.timestamp();
    }

    @Override
    public long partitionTime(EventRecord record) {
        return record.sourceRecord().partitionTime();
    }

    @Override
    public long lead(EventRecord record) {
        return record.sourceRecord().lead();
    }

    @Override
    public Record<byte[], byte[]> late(
            Record<byte[], EventRecord> event, FeatureGroup group, Optional<RecordMetadata> origin) {
        return LateEvents.letter(event.value(), group);
    }
}
