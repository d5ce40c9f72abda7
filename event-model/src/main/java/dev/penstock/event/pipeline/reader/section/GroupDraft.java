// SPDX-License-Identifier: Apache-2.0
package dev.penstock.event.pipeline.reader.section;

import dev.penstock.event.FieldPath;
import dev.penstock.event.pipeline.Column;
import dev.penstock.event.pipeline.Emission;
import dev.penstock.event.pipeline.FeatureGroup;
import dev.penstock.event.pipeline.FeatureGroup.KeyType;
import dev.penstock.event.pipeline.FeatureGroup.RecordKey;
import dev.penstock.event.pipeline.TumblingWindows;
import dev.penstock.event.pipeline.reader.yaml.Node;
import dev.penstock.event.pipeline.reader.yaml.ReadResult;

import java.time.Duration;
import java.util.List;

/**
 * A feature group as far as it could be read.
 *
 * @param uses the fields that it takes from what it reads, wherever it names one
 */
public record GroupDraft(
        Node.Entry entry,
        ReadResult<String> from,
        ReadResult<List<FieldPath>> key,
        ReadResult<TumblingWindows> window,
        ReadResult<Duration> grace,
        ReadResult<Duration> retention,
        ReadResult<String> to,
        ReadResult<Emission> emission,
        ReadResult<List<Column>> columns,
        ReadResult<RecordKey> recordKey,
        ReadResult<KeyType> keyType,
        List<FieldUse> uses) {

    public String name() {
        return entry.name();
    }

    /** @throws IllegalStateException if a part is wrong */
    public FeatureGroup group() {
        return new FeatureGroup(
                name(),
                from.value(),
                key.value(),
                window.value(),
                grace.value(),
                retention.value(),
                to.value(),
                emission.value(),
                columns.value(),
                recordKey.value(),
                keyType.value());
    }
}
