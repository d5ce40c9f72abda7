// SPDX-License-Identifier: Apache-2.0
package dev.penstock.event;

import dev.penstock.event.BadEvent.Reason;
import dev.penstock.event.pipeline.Pipeline;
import dev.penstock.event.pipeline.Source;

import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;

/**
 * Turns a value of a source into an event that knows its own time, or says why it is none. Every value is read once,
 * for all streams and groups of the pipeline together. Safe for use by many threads.
 */
public final class EventDecoder {

    /** What a value turned out to be. */
    public sealed interface Result permits Event, BadEvent {}

    private final Source source;
    private final Projection projection;
    private final JsonDecoder json;
    private final int keySlot;
    private final int timeSlot;
    private final List<FieldNeeds.Check> checks;
    private final DecodeLimits limits;

    /** @param source one of the pipeline's sources */
    public EventDecoder(Pipeline pipeline, Source source, DecodeLimits limits) {
        this.source = source;
        this.limits = limits;
        var needs = FieldNeeds.ofSource(pipeline, source);
        this.projection = needs.projection();
        this.json = new JsonDecoder(projection, limits);
        this.keySlot = projection.slot(source.partitionedBy());
        this.timeSlot = projection.slot(source.timestamp().field());
        this.checks = needs.checks();
    }

    /** Which slot of a decoded event's fields holds what. */
    public Projection projection() {
        return projection;
    }

    /** Decodes a value; never fails, whatever the bytes. */
    public Result decode(byte[] value) {
        JsonDecoder.Result result = json.decode(value);
        if (result instanceof BadEvent bad) {
            return bad;
        }
        Fields fields = (Fields) result;
        if (fields.get(keySlot) == FieldValue.MISSING) {
            return new BadEvent(Reason.KEY_MISSING, "no '" + source.partitionedBy() + "'");
        }
        for (FieldNeeds.Check check : checks) {
            BadEvent bad = check.apply(fields, limits);
            if (bad != null) {
                return bad;
            }
        }
        return withTime(fields);
    }

    /** The text that the record key of this event must be. */
    public String partitionKey(Event event) {
        return ((FieldValue.Scalar) event.fields().get(keySlot)).asText();
    }

    private Result withTime(Fields fields) {
        FieldValue value = fields.get(timeSlot);
        var field = source.timestamp().field();
        if (value == FieldValue.MISSING) {
            return new BadEvent(Reason.TIMESTAMP_MISSING, "no '" + field + "'");
        }
        OptionalLong time = EventTime.parse(value, source.timestamp().unit());
        return time.isPresent()
                ? new Event(fields, time.getAsLong())
                : new BadEvent(
                        Reason.TIMESTAMP_INVALID,
                        "'" + field + "' is " + FieldNeeds.describe(value) + ", expected a time in "
                                + source.timestamp().unit().name().toLowerCase(Locale.ROOT)
                                + " between 1970 and 9999");
    }
}
