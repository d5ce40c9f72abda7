// SPDX-License-Identifier: Apache-2.0
package dev.penstock.producer.command;

import dev.penstock.event.FieldPath;
import dev.penstock.event.pipeline.Source;
import dev.penstock.event.pipeline.TimeFormat;
import dev.penstock.event.pipeline.Timestamp;
import dev.penstock.producer.input.EventReader;
import dev.penstock.producer.replay.ReplayOptions;
import picocli.CommandLine.Option;

/** What is replayed; each option is named and described here once. */
final class ReplayArguments {

    @Option(
            names = "--input",
            paramLabel = "FILE|-",
            description =
                    "Sends the events of a file, or of standard input, as they are, instead of generating some: JSON objects,"
                            + " one per line, over several lines or in an array, also in gzip. Needs --topic and --key")
    private String input = "";

    @Option(names = "--topic", paramLabel = "T", description = "Where the events go")
    private String topic = "";

    @Option(
            names = "--key",
            paramLabel = "FIELD",
            converter = ProducerConverters.OfFieldPath.class,
            description = "Field whose text becomes the record key, such as user.id")
    private FieldPath key;

    @Option(
            names = "--timestamp",
            paramLabel = "FIELD",
            converter = ProducerConverters.OfFieldPath.class,
            description = "Field that becomes the record timestamp. A topic soon drops records that are older than its"
                    + " retention. Default: the time of sending")
    private FieldPath timestamp;

    @Option(
            names = "--timestamp-unit",
            paramLabel = "UNIT",
            converter = ProducerConverters.OfUnit.class,
            defaultValue = "millis",
            description =
                    "How --timestamp is written: seconds, millis, micros, nanos, iso8601 or auto. Default: ${DEFAULT-VALUE}")
    private Source.Unit unit;

    @Option(
            names = "--speed",
            paramLabel = "X",
            description =
                    "Sends as the --timestamp says, X times as fast as it happened; an event that is out of order is"
                            + " sent at once. Default: as fast as it can")
    private double speed;

    @Option(
            names = "--on-malformed",
            paramLabel = "WHAT",
            converter = ProducerConverters.OfOnMalformed.class,
            defaultValue = "send",
            description =
                    "What to do with an event that is no JSON object or lacks its key or timestamp: send it as it is,"
                            + " without a key if it has none; or refuse it and stop. Default: ${DEFAULT-VALUE}")
    private ReplayOptions.OnMalformed onMalformed;

    boolean requested() {
        return !input.isEmpty();
    }

    /** Whether to stop at an event that is malformed. */
    boolean refuses() {
        return onMalformed == ReplayOptions.OnMalformed.REFUSE;
    }

    /** 0 if none is asked for. */
    double speed() {
        return speed;
    }

    /** @throws IllegalArgumentException if an option is missing or makes no sense */
    ReplayOptions options(int maxLineBytes) {
        if (topic.isEmpty() || key == null) {
            throw new IllegalArgumentException("--input needs --topic and --key");
        }
        if (speed != 0 && timestamp == null) {
            throw new IllegalArgumentException("--speed needs --timestamp");
        }
        ReplayOptions.Time time = timestamp == null
                ? new ReplayOptions.Time.OfSending()
                : new ReplayOptions.Time.OfField(new Timestamp.InField(timestamp, TimeFormat.of(unit)));
        return new ReplayOptions(topic, key, time, onMalformed, maxLineBytes);
    }

    /** @throws dev.penstock.cli.support.CommandException if there is no such file */
    EventReader open(int maxLength) {
        return EventReader.open(input, "--input", maxLength);
    }
}
