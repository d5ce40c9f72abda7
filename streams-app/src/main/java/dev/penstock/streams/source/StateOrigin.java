// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.source;

import dev.penstock.event.pipeline.Dedup;
import dev.penstock.event.pipeline.EventStream;
import dev.penstock.event.pipeline.Pipeline;
import dev.penstock.event.pipeline.RecordKey;
import dev.penstock.event.pipeline.Source;
import dev.penstock.event.pipeline.TimeFormat;
import dev.penstock.event.pipeline.Timestamp;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.utils.internals.AppInfoParser;
import org.apache.kafka.streams.processor.api.ProcessingContext;
import org.apache.kafka.streams.processor.internals.InternalProcessorContext;
import org.apache.kafka.streams.processor.internals.ProcessorMetadata;
import org.apache.kafka.streams.processor.internals.TopicPartitionMetadata;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.zip.CRC32;

/**
 * What the state behind a source was made of, noted with every offset of the source that is committed: how its events are
 * read, by what ids they are known, and what its streams read. Where a later pipeline has something else under the same names, its state would go on
 * with what it was not made of. (What groups make of events is in their tiles.)
 *
 * <p>Kafka Streams puts numbers by name, which it calls processor metadata, beside the stream time that it commits; the DSL keeps
 * there which final windows were emitted, which Penstock does not use. That is no public API of Kafka, and this class alone
 * touches it. A broker takes 4 KiB of metadata with an offset, so names are check sums, and of streams there are
 * {@value #MOST_STREAMS} at most; what more of them read is not checked.
 */
public final class StateOrigin {

    static final int MOST_STREAMS = 90;

    private static final String SOURCE = "s";
    private static final String STREAM = "f";
    private static final String IDS = "i";

    private final Map<String, Long> notes = new LinkedHashMap<>();

    private StateOrigin() {}

    public static StateOrigin of(Pipeline pipeline, Source source) {
        var origin = new StateOrigin();
        origin.notes.put(key(SOURCE, source.name()), meaning(pipeline, source));
        source.dedup().ifPresent(dedup -> origin.notes.put(key(IDS, source.name()), meaning(dedup)));
        pipeline.streams().stream()
                .filter(stream -> pipeline.sourceOf(stream.name()).equals(source))
                .limit(MOST_STREAMS)
                .forEach(stream -> origin.notes.put(key(STREAM, stream.name()), meaning(pipeline, stream)));
        return origin;
    }

    /**
     * Has the notes committed from now on, and none of before.
     *
     * @param context of a processor that is being initialised, of which each task has one
     * @throws IllegalStateException if this version of Kafka Streams has another kind of context
     */
    void note(ProcessingContext context) {
        if (!(context instanceof InternalProcessorContext<?, ?> internal)) {
            throw new IllegalStateException("Kafka Streams " + AppInfoParser.getVersion()
                    + " initialises a processor with a " + context.getClass().getName() + " that takes no metadata");
        }
        var metadata = new ProcessorMetadata();
        notes.forEach(metadata::put);
        internal.setProcessorMetadata(metadata);
    }

    /**
     * In what a pipeline differs from the one that committed, in words; empty if it can go on.
     *
     * @param committed metadata of the offsets; that of earlier versions, and of others' offsets, tells nothing
     */
    public static Optional<String> difference(Pipeline pipeline, Map<TopicPartition, String> committed) {
        return committed.entrySet().stream()
                .flatMap(entry -> difference(
                        pipeline,
                        entry.getKey().topic(),
                        TopicPartitionMetadata.decode(entry.getValue()).processorMetadata())
                        .stream())
                .findFirst();
    }

    private static Optional<String> difference(Pipeline pipeline, String topic, ProcessorMetadata notes) {
        for (Source source : pipeline.sources()) {
            Long before = notes.get(key(SOURCE, source.name()));
            if (before != null && !topic.equals(source.topic())) {
                return Optional.of("the source '" + source.name() + "' reads the topic " + source.topic()
                        + " now, and read " + topic + " before");
            }
            if (before != null && before != meaning(pipeline, source)) {
                return Optional.of("partitioned_by, key_format or timestamp of the source '" + source.name()
                        + "', or the engine, is not what it was");
            }
            Long idsBefore = notes.get(key(IDS, source.name()));
            if (idsBefore != null
                    && source.dedup()
                            .filter(dedup -> idsBefore != meaning(dedup))
                            .isPresent()) {
                return Optional.of("dedup of the source '" + source.name() + "' is not what it was");
            }
        }
        for (EventStream stream : pipeline.streams()) {
            Long before = notes.get(key(STREAM, stream.name()));
            if (before != null && before != meaning(pipeline, stream)) {
                return Optional.of("the stream '" + stream.name() + "' reads " + stream.from()
                        + " now, and read something else before");
            }
        }
        return Optional.empty();
    }

    private static long meaning(Pipeline pipeline, Source source) {
        return checkSum(
                String.join("\n", pipeline.engine().name(), meaning(source.key()), meaning(source.timestamp())));
    }

    private static long meaning(Dedup dedup) {
        return checkSum(dedup.by() + "\n" + dedup.within());
    }

    private static String meaning(RecordKey key) {
        return key instanceof RecordKey.OfField field
                ? field.field() + "\n" + field.format().name()
                : "unknown";
    }

    private static String meaning(Timestamp timestamp) {
        if (timestamp instanceof Timestamp.InField field) {
            return "field\n" + field.field() + "\n" + meaning(field.format());
        }
        return timestamp instanceof Timestamp.InHeader header
                ? "header\n" + header.header() + "\n" + meaning(header.format())
                : "record";
    }

    private static String meaning(TimeFormat format) {
        return format.unit().name()
                + format.zone().map(zone -> "\n" + zone.getId()).orElse("");
    }

    private static long meaning(Pipeline pipeline, EventStream stream) {
        return checkSum(stream.from() + "\n" + pipeline.sourceOf(stream.name()).name()
                + pipeline.crossesBy(stream).map(field -> "\n" + field).orElse(""));
    }

    private static String key(String kind, String name) {
        return kind + HexFormat.of().toHexDigits((int) checkSum(name));
    }

    private static long checkSum(String text) {
        var sum = new CRC32();
        sum.update(text.getBytes(StandardCharsets.UTF_8));
        return sum.getValue();
    }
}
