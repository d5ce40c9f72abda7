// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.source;

import dev.penstock.event.DecodeLimits;
import dev.penstock.event.FieldPath;
import dev.penstock.event.FieldValue;
import dev.penstock.event.Fields;
import dev.penstock.event.JsonResult;
import dev.penstock.event.Projection;
import dev.penstock.event.json.JsonDecoder;
import dev.penstock.event.pipeline.EventStream;
import dev.penstock.event.pipeline.Source;

/** The fields of a stream's events, as the stream's readers need them. Safe for use by many threads. */
public final class ReaderFields {

    private static final FieldValue[] NONE = {};

    private final boolean isRead;
    private final JsonDecoder decoder;

    /**
     * @param source where the events come from, perhaps by way of other streams
     * @param readers the projection of the stream's own events
     */
    public ReaderFields(EventStream stream, Source source, Projection readers, TopologyParts parts) {
        this.isRead = readers.size() > 0;
        this.decoder = new JsonDecoder(readers, limits(stream, parts), source.hasLenientNumbers());
    }

    /** What is refused of what a stream makes. */
    public static DecodeLimits limits(EventStream stream, TopologyParts parts) {
        // What was selected can lie deeper than it did in the event, by the names of its new place.
        int deeper = stream.select().keySet().stream()
                .map(FieldPath::segments)
                .mapToInt(names -> names.size() - 1)
                .max()
                .orElse(0);
        return new DecodeLimits(
                parts.maxRecordBytes(),
                parts.limits().maxDepth() + deeper,
                parts.limits().maxKeptTextBytes());
    }

    public JsonResult of(byte[] json) {
        return isRead ? decoder.decode(json) : Fields.of(json, NONE);
    }
}
