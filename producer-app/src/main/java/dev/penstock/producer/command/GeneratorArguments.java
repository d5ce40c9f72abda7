// SPDX-License-Identifier: Apache-2.0
package dev.penstock.producer.command;

import dev.penstock.producer.generator.GeneratorOptions;
import dev.penstock.producer.generator.Timeline;
import picocli.CommandLine.Option;

import java.time.Instant;
import java.time.InstantSource;

/** What is generated; each option is named and described here once. */
final class GeneratorArguments {

    /** Event time without a rate: a thousand events are a second. */
    static final double DEFAULT_EVENTS_PER_SECOND = 1000;

    private static final Instant NOW = Instant.MIN;

    @Option(
            names = "--users",
            paramLabel = "N",
            defaultValue = "10000",
            description = "How many users there are. Default: ${DEFAULT-VALUE}")
    private int users;

    @Option(
            names = "--skew",
            paramLabel = "S",
            defaultValue = "0.5",
            description = "How unevenly sessions are spread over the users: the exponent of Zipf's law, 0 is evenly."
                    + " Default: ${DEFAULT-VALUE}")
    private double skew;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "Same seed, same events, given --start and the same other options. Default: ${DEFAULT-VALUE}")
    private long seed;

    @Option(
            names = "--start",
            paramLabel = "ISO",
            converter = ProducerConverters.OfInstant.class,
            description =
                    "Time of the first event, such as 2026-01-31T12:00:00Z; the others follow evenly, as many to the"
                            + " second as --rate says, or 1000. Default: event time is the wall clock, so that no two runs"
                            + " have the same events")
    private Instant start = NOW;

    @Option(
            names = "--logins",
            paramLabel = "SHARE",
            defaultValue = "0.05",
            description = "Share of events that are logins, to user-login; the others are app events, to app-events."
                    + " Default: ${DEFAULT-VALUE}")
    private double logins;

    @Option(
            names = "--late",
            paramLabel = "SHARE",
            defaultValue = "0",
            description = "Share of events that are 10 to 15 minutes late. Default: ${DEFAULT-VALUE}")
    private double late;

    @Option(
            names = "--malformed",
            paramLabel = "SHARE",
            defaultValue = "0",
            description = "Share of events that are malformed in one way or another. Default: ${DEFAULT-VALUE}")
    private double malformed;

    @Option(
            names = "--duplicates",
            paramLabel = "SHARE",
            defaultValue = "0",
            description = "Share of events that are sent a second time. Default: ${DEFAULT-VALUE}")
    private double duplicates;

    double duplicates() {
        return duplicates;
    }

    /**
     * @param rate events per second of event time, if it is more than 0
     * @throws IllegalArgumentException if an option is out of range
     */
    GeneratorOptions options(long count, double rate) {
        var shares = new GeneratorOptions.Shares(logins, late, malformed, duplicates);
        var timeline = start.equals(NOW)
                ? new Timeline.Live(InstantSource.system())
                : new Timeline.From(start, rate > 0 ? rate : DEFAULT_EVENTS_PER_SECOND);
        return new GeneratorOptions(count, seed, users, skew, shares, timeline);
    }
}
