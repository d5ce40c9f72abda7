// SPDX-License-Identifier: Apache-2.0
package dev.penstock.cli.demo;

import dev.penstock.cli.sample.SampleCheck;
import dev.penstock.event.FieldPath;
import dev.penstock.event.pipeline.KeyFormat;
import dev.penstock.event.pipeline.Pipeline;
import dev.penstock.event.pipeline.RecordKey;
import dev.penstock.event.pipeline.Source;
import dev.penstock.event.pipeline.mistake.Quote;
import dev.penstock.producer.command.ProducerConverters;
import dev.penstock.producer.generator.Generator;
import dev.penstock.producer.generator.GeneratorOptions;
import dev.penstock.producer.generator.GeneratorOptions.Shares;
import dev.penstock.producer.generator.TextGenerator;
import dev.penstock.producer.replay.ReplayOptions;
import dev.penstock.producer.send.Pacing;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParseResult;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

import static java.util.stream.Collectors.joining;

/** Which events a demo sends. */
final class EventArguments {

    private static final List<String> FOR_INPUT = List.of("--topic", "--key");
    private static final List<String> FOR_EVENTS = List.of("--late", "--malformed");
    private static final List<String> FOR_GENERATED =
            Stream.concat(Stream.of("--users"), FOR_EVENTS.stream()).toList();
    private static final double DEFAULT_RATE = 1000;

    /** The longest event that a topic takes with Kafka's defaults; a longer one is refused by the producer and counted. */
    private static final int MOST_LINE_BYTES = 1 << 20;

    @Option(
            names = "--input",
            paramLabel = "FILE",
            description =
                    "Sends the events of a file instead of made-up ones: JSON objects, one per line, over several lines or in an"
                            + " array, also in gzip. Needs --topic and --key")
    private String input = "";

    @Option(
            names = "--topic",
            paramLabel = "T",
            description = "Where the events go: the topic of a source of the pipeline")
    private String topic = "";

    @Option(
            names = "--key",
            paramLabel = "FIELD",
            converter = ProducerConverters.OfFieldPath.class,
            description = "Field whose text becomes the record key: what the source is partitioned by")
    private FieldPath key;

    @Option(
            names = "--rate",
            paramLabel = "N",
            description = "Events per second. Default: 1000; those of a file as fast as it can")
    private double rate;

    @Option(
            names = "--users",
            paramLabel = "N",
            defaultValue = "200",
            description = "How many users are made up. Default: ${DEFAULT-VALUE}, so that each is busy")
    private int users;

    @Option(
            names = "--late",
            paramLabel = "SHARE",
            defaultValue = "0.005",
            description = "Share of made-up events that are 10 to 15 minutes late. Default: ${DEFAULT-VALUE}")
    private double late;

    @Option(
            names = "--malformed",
            paramLabel = "SHARE",
            defaultValue = "0.005",
            description = "Share of made-up events that are malformed in one way or another. Default: ${DEFAULT-VALUE}")
    private double malformed;

    /** Those of {@link #FOR_EVENTS} that were given. */
    private List<String> givenForEvents = List.of();

    /** @throws IllegalArgumentException if the options don't go together */
    void check(ParseResult given) {
        givenForEvents = FOR_EVENTS.stream().filter(given::hasMatchedOption).toList();
        boolean replayed = given.hasMatchedOption("--input");
        for (String option : replayed ? FOR_GENERATED : FOR_INPUT) {
            if (given.hasMatchedOption(option)) {
                throw new IllegalArgumentException(
                        option + (replayed ? " makes no sense with --input" : " needs --input"));
            }
        }
        if (replayed && !FOR_INPUT.stream().allMatch(given::hasMatchedOption)) {
            throw new IllegalArgumentException("--input needs --topic and --key");
        }
        if (given.hasMatchedOption("--rate") && (!(rate > 0) || Double.isInfinite(rate))) {
            throw new IllegalArgumentException("--rate has to be a number above 0, found " + rate);
        }
    }

    /**
     * The events for this pipeline; a file is open then.
     *
     * @param file of the pipeline, for messages
     * @throws IllegalArgumentException if they are none that the pipeline reads
     * @throws dev.penstock.cli.support.CommandException if the file can't be read
     */
    DemoEvents of(Pipeline pipeline, Path file) {
        return input.isEmpty() ? generated(pipeline, file) : replayed(pipeline, file);
    }

    private DemoEvents replayed(Pipeline pipeline, Path file) {
        Source source = pipeline.sources().stream()
                .filter(candidate -> candidate.topic().equals(topic))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(String.format(
                        Locale.ROOT,
                        "--topic %s is no topic of a source of %s, expected %s",
                        Quote.quote(topic),
                        file,
                        topics(pipeline))));
        if (source.key() instanceof RecordKey.OfField of) {
            checkKey(source, of, file);
        }
        var options = new ReplayOptions(
                topic, key, new ReplayOptions.Time.OfSending(), ReplayOptions.OnMalformed.SEND, MOST_LINE_BYTES);
        return new ReplayedEvents(
                Path.of(input),
                options,
                rate > 0 ? Pacing.rate(rate) : Pacing.UNPACED,
                new SampleCheck(pipeline, source, InstantSource.system()));
    }

    private void checkKey(Source source, RecordKey.OfField partitionedBy, Path file) {
        if (!key.equals(partitionedBy.field())) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "--key is '%s', but source '%s' of %s is partitioned by '%s'",
                    Quote.plain(key.toString()),
                    source.name(),
                    file,
                    partitionedBy.field()));
        }
        if (partitionedBy.format() != KeyFormat.TEXT && partitionedBy.format() != KeyFormat.ANY) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "--input sends keys as text, but source '%s' of %s has key_format: %s",
                    source.name(),
                    file,
                    partitionedBy.format().name().toLowerCase(Locale.ROOT)));
        }
    }

    private DemoEvents generated(Pipeline pipeline, Path file) {
        boolean logins = hasSource(pipeline, Generator.LOGIN_TOPIC);
        boolean appEvents = hasSource(pipeline, Generator.APP_TOPIC);
        if (!logins && !appEvents) {
            if (hasSource(pipeline, TextGenerator.TOPIC)) {
                return texts(file);
            }
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "%s reads %s, made-up events go to %s and %s, made-up texts to %s; give it events with --input FILE --topic T --key FIELD",
                    file,
                    topics(pipeline),
                    Generator.LOGIN_TOPIC,
                    Generator.APP_TOPIC,
                    TextGenerator.TOPIC));
        }
        double share =
                !logins ? 0 : !appEvents ? 1 : GeneratorOptions.DEFAULT.shares().logins();
        var options = GeneratorOptions.DEFAULT.withUsers(users).withShares(new Shares(share, late, malformed, 0));
        return new DemoEvents.Generated(options, rate > 0 ? rate : DEFAULT_RATE);
    }

    private DemoEvents texts(Path file) {
        givenForEvents.stream().findFirst().ifPresent(option -> {
            throw new IllegalArgumentException(option + " makes no sense with made-up texts, which " + file + " reads");
        });
        return new DemoEvents.Texts(GeneratorOptions.DEFAULT.withUsers(users), rate > 0 ? rate : DEFAULT_RATE);
    }

    private static boolean hasSource(Pipeline pipeline, String topic) {
        return pipeline.sources().stream().anyMatch(source -> source.topic().equals(topic));
    }

    private static String topics(Pipeline pipeline) {
        return pipeline.sources().stream().map(Source::topic).collect(joining(", "));
    }
}
