// SPDX-License-Identifier: Apache-2.0
package dev.penstock.engine;

import dev.penstock.engine.RandomEvents.Timed;
import dev.penstock.engine.spi.EventView;
import dev.penstock.event.Fields;
import dev.penstock.event.pipeline.FeatureGroup;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;

import java.util.Optional;

/** Shows random events. */
final class TimedView implements EventView<Timed> {
    @Override
    public Fields fields(Timed value) {
        return value.fields();
    }

    @Override
    public long timestamp(Timed value) {
        return value.time();
    }

    @Override
    public long partitionTime(Timed value) {
        return value.partitionTime();
    }

    @Override
    public Record<byte[], byte[]> late(
            Record<byte[], Timed> event, FeatureGroup group, Optional<RecordMetadata> origin) {
        return new Record<>(
                event.key(), event.value().fields().json(), event.value().time());
    }
}
