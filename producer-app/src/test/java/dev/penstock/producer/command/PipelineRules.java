// SPDX-License-Identifier: Apache-2.0
package dev.penstock.producer.command;

import dev.penstock.event.DecodeLimits;
import dev.penstock.event.Event;
import dev.penstock.event.decode.EventDecoder;
import dev.penstock.event.pipeline.Source;
import dev.penstock.event.pipeline.reader.PipelineReader;
import org.apache.kafka.clients.producer.ProducerRecord;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;

/** What the default pipeline makes of a record, as far as its decoder and its sources say. */
public final class PipelineRules {

    private static final Map<String, Reader> READERS = readers();

    /** Of one topic. */
    private record Reader(Source source, EventDecoder decoder) {}

    private PipelineRules() {}

    public static boolean take(ProducerRecord<byte[], byte[]> record) {
        var reader = READERS.get(record.topic());
        return reader.decoder().decode(record.value()) instanceof Event event
                && reader.decoder().partitionKey(event).equals(new String(record.key(), StandardCharsets.UTF_8))
                && event.timestamp()
                        <= System.currentTimeMillis()
                                + reader.source().maxFuture().toMillis();
    }

    /** The event's time as the pipeline reads it. */
    public static long timeOf(ProducerRecord<byte[], byte[]> record) {
        return ((Event) READERS.get(record.topic()).decoder().decode(record.value())).timestamp();
    }

    private static Map<String, Reader> readers() {
        Path file = Path.of("..", "pipelines", "default.yaml");
        try {
            var pipeline = PipelineReader.read(file.toString(), Files.readString(file));
            return pipeline.sources().stream()
                    .collect(Collectors.toMap(
                            Source::topic,
                            source -> new Reader(source, new EventDecoder(pipeline, source, DecodeLimits.DEFAULT))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
