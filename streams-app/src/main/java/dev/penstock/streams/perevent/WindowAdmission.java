// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.perevent;

import dev.penstock.engine.key.EntityKey;
import dev.penstock.event.Projection;
import dev.penstock.event.pipeline.FeatureGroup;
import dev.penstock.streams.feature.GroupEvent;
import dev.penstock.streams.metrics.PipelineMetrics;
import dev.penstock.streams.runs.EventRecord;
import dev.penstock.streams.runs.SourceRecord;
import io.micrometer.core.instrument.Counter;
import org.apache.kafka.streams.processor.api.ContextualFixedKeyProcessor;
import org.apache.kafka.streams.processor.api.FixedKeyRecord;

import java.util.Optional;

/**
 * Decides whether an event counts in a feature group: not without the group's key, and not once its window is over by
 * the time of the event's own source partition.
 */
final class WindowAdmission extends ContextualFixedKeyProcessor<byte[], EventRecord, GroupEvent> {

    private final FeatureGroup group;
    private final EntityKey entityKey;
    private final Counter counted;
    private final Counter keyMissing;
    private final Counter late;

    WindowAdmission(FeatureGroup group, Projection projection, PipelineMetrics metrics) {
        this.group = group;
        this.entityKey = EntityKey.of(group, projection);
        this.counted = metrics.counted(group.name());
        this.keyMissing = metrics.keyMissing(group.name());
        this.late = metrics.late(group.name());
    }

    @Override
    public void process(FixedKeyRecord<byte[], EventRecord> record) {
        EventRecord event = record.value();
        Optional<String> key = entityKey.read(event.fields());
        if (key.isEmpty()) {
            keyMissing.increment();
            return;
        }
        boolean isLate =
                group.takenUntil(event.timestamp()) <= event.sourceRecord().partitionTime()
                        || isTooFarAhead(event.sourceRecord());
        (isLate ? late : counted).increment();
        context().forward(record.withValue(new GroupEvent(event, key.get(), isLate)));
    }

    private boolean isTooFarAhead(SourceRecord sourceRecord) {
        return sourceRecord.lead() > 0
                && group.isTooFarAhead(sourceRecord.timestamp(), sourceRecord.lead(), sourceRecord.partitionTime());
    }
}
