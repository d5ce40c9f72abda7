// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.stream;

import dev.penstock.event.FieldPath;
import dev.penstock.event.FieldValue;
import dev.penstock.event.Fields;
import dev.penstock.event.Projection;
import dev.penstock.event.bytes.JsonBuffer;
import dev.penstock.event.field.StreamSchema;
import dev.penstock.event.pipeline.Enricher;
import dev.penstock.event.pipeline.EventStream;
import dev.penstock.streams.enrich.Enrichment;
import dev.penstock.streams.enrich.Enrichments;
import dev.penstock.streams.enrich.InputEvent;
import dev.penstock.streams.enrich.ValueWriter;
import dev.penstock.streams.json.MemberCopy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Makes the events of a stream out of those that it takes: what it keeps of the input, byte by byte as it came, then
 * what its enrichers and constants add. A value that is not there is left out, and so is an object without any value.
 *
 * <p>Compiled once, it makes one event after the other in the same buffer, so it is for one thread.
 */
public final class EventMaker {

    private final List<Enrichment.PerEvent> perEvent = new ArrayList<>();
    private final List<Enrichment.OfPartition> ofPartition = new ArrayList<>();
    private final boolean keepsAll;
    private final int[] replacedSlots;
    private final MemberCopy replacing;
    private final OutputMembers members;
    private final JsonBuffer out = new JsonBuffer();

    /** @param projection of the events that will be taken */
    public EventMaker(EventStream stream, Projection projection, Enrichments by) {
        Map<FieldPath, OutputMembers.Value> fields = new LinkedHashMap<>();
        stream.select().forEach((name, from) -> fields.put(name, alone(selected(projection.slot(from)))));
        for (Enricher enricher : stream.enrichers()) {
            Enrichment enrichment = by.of(enricher, projection);
            if (enrichment instanceof Enrichment.PerEvent it) {
                perEvent.add(it);
            }
            if (enrichment instanceof Enrichment.OfPartition it) {
                ofPartition.add(it);
            }
            var few = enrichment instanceof Enrichment.Memoized it
                    ? Optional.of(it)
                    : Optional.<Enrichment.Memoized>empty();
            var writers = enrichment.writers().iterator();
            enricher.outputs()
                    .forEach(output -> fields.put(output.field(), new OutputMembers.Value(writers.next(), few)));
        }
        stream.set().forEach((name, value) -> fields.put(name, alone(constant(value))));
        members = OutputMembers.of(fields);

        keepsAll = stream.select().isEmpty();
        Set<FieldPath> replaced = keepsAll ? new StreamSchema(stream).replaced() : Set.of();
        replacedSlots = replaced.stream().mapToInt(projection::slot).toArray();
        replacing = new MemberCopy(replaced.stream().map(FieldPath::top).collect(Collectors.toSet()));
    }

    /**
     * Tells the greatest event time on the partition so far. To be called at each event of the partition before
     * anything is made of it, also at those of which nothing is made.
     */
    public void passed(long partitionTime) {
        for (Enrichment.OfPartition enrichment : ofPartition) {
            enrichment.passed(partitionTime);
        }
    }

    /** The stream's event of this one, as UTF-8. */
    public byte[] make(InputEvent in) {
        for (Enrichment.PerEvent enrichment : perEvent) {
            enrichment.enter(in);
        }
        out.truncate(0);
        if (keepsAll) {
            extend(in);
        } else {
            out.put('{');
            members.write(in, out, false);
            out.put('}');
        }
        return out.toBytes();
    }

    private void extend(InputEvent in) {
        byte[] json = in.event().fields().json();
        int closingBrace = MemberCopy.closingBrace(json);
        boolean hasMembers;
        if (isReplaced(in.event().fields())) {
            hasMembers = replacing.copy(json, closingBrace, out);
        } else {
            out.put(json, 0, closingBrace);
            hasMembers = MemberCopy.hasMembers(json, closingBrace);
        }
        members.write(in, out, hasMembers);
        out.put(json, closingBrace, json.length);
    }

    private boolean isReplaced(Fields fields) {
        for (int slot : replacedSlots) {
            if (fields.isPresent(slot)) {
                return true;
            }
        }
        return false;
    }

    private static OutputMembers.Value alone(ValueWriter writer) {
        return new OutputMembers.Value(writer, Optional.empty());
    }

    private static ValueWriter selected(int slot) {
        return (in, out) -> in.event().fields().verbatim(slot).ifPresent(out::put);
    }

    private static ValueWriter constant(FieldValue.Scalar value) {
        byte[] json = value instanceof FieldValue.Text text
                ? JsonBuffer.quoted(text.text())
                // Numbers keep the literal of the pipeline file, which is JSON, as true and false are.
                : value.asText().getBytes(StandardCharsets.US_ASCII);
        return (in, out) -> out.put(json);
    }
}
