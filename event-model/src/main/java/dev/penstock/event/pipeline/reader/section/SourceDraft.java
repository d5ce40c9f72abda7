// SPDX-License-Identifier: Apache-2.0
package dev.penstock.event.pipeline.reader.section;

import dev.penstock.event.FieldPath;
import dev.penstock.event.pipeline.DeclaredSchema;
import dev.penstock.event.pipeline.Dedup;
import dev.penstock.event.pipeline.Protection;
import dev.penstock.event.pipeline.RecordKey;
import dev.penstock.event.pipeline.Rule;
import dev.penstock.event.pipeline.Source;
import dev.penstock.event.pipeline.Source.Format;
import dev.penstock.event.pipeline.Source.NumberRule;
import dev.penstock.event.pipeline.Timestamp;
import dev.penstock.event.pipeline.Unwrap;
import dev.penstock.event.pipeline.reader.yaml.Node;
import dev.penstock.event.pipeline.reader.yaml.ReadResult;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A source as far as it could be read. */
public record SourceDraft(
        Node.Entry entry,
        ReadResult<String> topic,
        ReadResult<Format> format,
        ReadResult<Unwrap> unwrap,
        ReadResult<Optional<FieldPath>> each,
        ReadResult<RecordKey> key,
        ReadResult<Timestamp> timestamp,
        ReadResult<Duration> maxFuture,
        ReadResult<NumberRule> numbers,
        ReadResult<Optional<DeclaredSchema>> schema,
        ReadResult<List<Rule>> rules,
        ReadResult<Optional<Dedup>> dedup,
        ReadResult<Optional<Protection>> decrypt) {

    public String name() {
        return entry.name();
    }

    /** @throws IllegalStateException if a part is wrong */
    public Source source() {
        return new Source(
                entry.name(),
                topic.value(),
                format.value(),
                unwrap.value(),
                each.value(),
                key.value(),
                timestamp.value(),
                maxFuture.value(),
                numbers.value(),
                schema.value(),
                rules.value(),
                dedup.value(),
                decrypt.value());
    }
}
