// SPDX-License-Identifier: Apache-2.0
package dev.penstock.event.pipeline.reader.section;

import dev.penstock.event.FieldPath;
import dev.penstock.event.FieldValue;
import dev.penstock.event.pipeline.Enricher;
import dev.penstock.event.pipeline.EventStream;
import dev.penstock.event.pipeline.Filter;
import dev.penstock.event.pipeline.Protection;
import dev.penstock.event.pipeline.Score;
import dev.penstock.event.pipeline.reader.yaml.Node;
import dev.penstock.event.pipeline.reader.yaml.ReadResult;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A stream as far as it could be read.
 *
 * @param uses the fields that it takes from what it reads, wherever it names one
 * @param protectedFields those of its own fields that it protects, in the order of the file
 * @param added the fields that it adds or names anew, in the order of the file; those that could be read
 */
public record StreamDraft(
        Node.Entry entry,
        ReadResult<String> from,
        ReadResult<Filter> where,
        ReadResult<List<Enricher>> enrichers,
        ReadResult<List<Score>> scores,
        ReadResult<Map<FieldPath, FieldPath>> select,
        ReadResult<Map<FieldPath, FieldValue.Scalar>> set,
        ReadResult<String> to,
        ReadResult<Optional<Protection>> encrypt,
        ReadResult<Optional<Protection>> pseudonymise,
        List<FieldUse> uses,
        List<FieldUse> protectedFields,
        List<AddedField> added) {

    public String name() {
        return entry.name();
    }

    /** Whether {@link #added} holds every field that the stream adds. */
    public boolean knowsAdded() {
        return enrichers.isRead() && scores.isRead() && select.isRead() && set.isRead();
    }

    /** @throws IllegalStateException if a part is wrong */
    public EventStream stream() {
        return new EventStream(
                name(),
                from.value(),
                where.value(),
                enrichers.value(),
                select.value(),
                set.value(),
                to.value(),
                scores.value(),
                encrypt.value(),
                pseudonymise.value());
    }
}
