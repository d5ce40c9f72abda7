// SPDX-License-Identifier: Apache-2.0
package dev.penstock.cli.sample;

import dev.penstock.cli.support.CommandException;
import dev.penstock.cli.support.KeysetFiles;
import dev.penstock.event.BadEvent;
import dev.penstock.event.DecodeLimits;
import dev.penstock.event.Durations;
import dev.penstock.event.Event;
import dev.penstock.event.EventResult;
import dev.penstock.event.Fields;
import dev.penstock.event.JsonResult;
import dev.penstock.event.UnusableField;
import dev.penstock.event.decode.EventDecoder;
import dev.penstock.event.field.FieldPresence;
import dev.penstock.event.json.JsonDecoder;
import dev.penstock.event.pipeline.Pipeline;
import dev.penstock.event.pipeline.Source;
import dev.penstock.producer.input.EventText;
import dev.penstock.producer.input.FieldNames;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Looks at events as a source of a pipeline would, and gathers what does not fit: events that are none and why, fields
 * that the pipeline needs and no event has or that it can't use, times in another unit. Memory is bounded. Safe for use by many threads.
 */
public final class SampleCheck {

    /** So many events show all the fields that there are, more or less. */
    private static final int SHOW_NAMES = 1000;

    private final EventDecoder decoder;
    private final JsonDecoder json;
    private final FieldPresence presence;
    private final FieldNames names = new FieldNames();
    private final Source source;
    private final InstantSource clock;
    private final Map<BadEvent.Reason, Count> bad = new EnumMap<>(BadEvent.Reason.class);
    private final Map<UnusableField, Count> unusable = new LinkedHashMap<>();
    private long all;
    private long objects;
    private long good;

    /**
     * @param clock tells the time at which the sample is looked at
     * @throws CommandException if the source has no events of the form that files have
     */
    public SampleCheck(Pipeline pipeline, Source source, InstantSource clock) {
        if (source.format() != Source.Format.JSON) {
            throw new CommandException("the events of source '" + source.name() + "' are "
                    + source.format().name().toLowerCase(Locale.ROOT) + ", and those of a file are JSON");
        }
        KeysetFiles.check(pipeline);
        this.decoder = new EventDecoder(pipeline, source, DecodeLimits.DEFAULT);
        this.json = new JsonDecoder(decoder.projection(), DecodeLimits.DEFAULT);
        this.presence = decoder.newPresence();
        this.source = source;
        this.clock = clock;
    }

    /** The first event that the source finds in a value; the value itself where there is none. */
    public byte[] event(byte[] value) {
        List<byte[]> events = new ArrayList<>();
        // What is wrong is told by those who take it.
        BadEvent none = decoder.unwrap(value, name -> null, events);
        return none == null && !events.isEmpty() ? events.get(0) : value;
    }

    /** Takes the next event. Blank ones don't count. */
    public synchronized void add(EventText text) {
        if (text.bytes().length == 0) {
            return;
        }
        if (text.tooLong()) {
            all++;
            bad(text, new BadEvent(BadEvent.Reason.TOO_LONG, "longer than " + text.bytes().length + " bytes"));
            return;
        }
        List<byte[]> events = new ArrayList<>();
        // A file has no headers.
        BadEvent none = decoder.unwrap(text.bytes(), name -> null, events);
        if (none != null) {
            all++;
            bad(text, none);
            return;
        }
        events.forEach(event -> add(text, event));
    }

    private void add(EventText text, byte[] event) {
        all++;
        JsonResult read = json.decode(event);
        if (read instanceof BadEvent none) {
            bad(text, none);
            return;
        }
        var fields = (Fields) read;
        presence.add(fields);
        if (objects++ < SHOW_NAMES) {
            names.add(event);
        }
        EventResult result = decoder.decode(event);
        if (result instanceof BadEvent none) {
            bad(text, none);
        } else if (isAhead((Event) result)) {
            bad(text, ahead((Event) result));
        } else {
            good++;
            unusable(text, ((Event) result).fields());
        }
    }

    private void unusable(EventText text, Fields fields) {
        for (UnusableField field : decoder.unusable(fields)) {
            String detail = decoder.describe(field, fields);
            unusable.computeIfAbsent(field, any -> new Count(text, field.reason(), detail)).count++;
        }
    }

    private boolean isAhead(Event event) {
        return event.timestamp() > clock.millis() + source.maxFuture().toMillis();
    }

    private BadEvent ahead(Event event) {
        return new BadEvent(
                BadEvent.Reason.TIMESTAMP_IN_FUTURE,
                "it says " + Instant.ofEpochMilli(event.timestamp()) + ", which is more than "
                        + Durations.text(source.maxFuture()) + " ahead (max_future)");
    }

    private void bad(EventText text, BadEvent found) {
        bad.computeIfAbsent(found.reason(), any -> new Count(text, found.reason(), found.detail())).count++;
    }

    /** How many events there were. */
    public synchronized long all() {
        return all;
    }

    /** How many of them are events to the source. */
    public synchronized long good() {
        return good;
    }

    /** What does not fit, the worst first. */
    public synchronized List<Finding> findings() {
        List<Finding> findings = new ArrayList<>();
        if (all == 0) {
            findings.add(new Finding(true, "there is no event in it"));
        } else if (good == 0) {
            findings.add(new Finding(
                    true, "none of the " + all + " can be taken as an event of source '" + source.name() + "'"));
        }
        if (objects > 0) {
            presence.missing().forEach(missing -> findings.add(missing(missing)));
        }
        bad.entrySet().stream()
                .sorted((one, other) -> Long.compare(other.getValue().count, one.getValue().count))
                .forEach(reason ->
                        findings.add(new Finding(false, reason.getValue().describe(all, ""))));
        unusable.values()
                .forEach(field -> findings.add(new Finding(
                        false, field.describe(all, "with a field that can't be used (all else counts them), "))));
        return findings;
    }

    private Finding missing(FieldPresence.Missing missing) {
        String hint = missing.ranInto().isPresent() ? "" : NearNames.hint(missing.field(), names.all());
        return new Finding(true, missing.describe() + hint);
    }

    /** Events with the same fault. */
    private static final class Count {
        private final EventText first;
        private final BadEvent.Reason reason;
        private final String detail;
        private long count;

        Count(EventText first, BadEvent.Reason reason, String detail) {
            this.first = first;
            this.reason = reason;
            this.detail = detail;
        }

        String describe(long all, String what) {
            return count + " of " + all + " " + what + reason.code() + ", first in " + first.place() + ": " + detail
                    + ": " + first.shown();
        }
    }
}
