// SPDX-License-Identifier: Apache-2.0
package dev.penstock.bench.jmh;

import dev.penstock.bench.contender.BenchPipeline;
import dev.penstock.event.DecodeLimits;
import dev.penstock.event.Event;
import dev.penstock.event.decode.EventBuffer;
import dev.penstock.event.decode.EventDecoder;
import dev.penstock.event.pipeline.reader.PipelineReader;
import dev.penstock.producer.generator.Generator;
import dev.penstock.producer.generator.GeneratorOptions;
import dev.penstock.producer.generator.Timeline;
import dev.penstock.streams.enrich.Enrichments;
import dev.penstock.streams.enrich.InputEvent;
import dev.penstock.streams.geo.IanaRegions;
import dev.penstock.streams.session.Sessions;
import dev.penstock.streams.stream.EventMaker;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * What it costs to make the default pipeline's {@code processed_logins} of a login of one of 10,000 users, Kafka and the
 * store apart. Enriching is what {@link #enrich} takes more than {@link #decodeLogin}.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(3)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 2, time = 1)
public class EnrichBenchmark {

    private static final int EVENTS = 1 << 16;
    private static final int USERS = 10_000;
    private static final int EVENTS_PER_SECOND = 100_000;

    /** As many as are decoded ahead. */
    private static final int RUN = 256;

    private static final String STREAM = "processed_logins";

    private final byte[][] keys = new byte[EVENTS][];
    private final byte[][] values = new byte[EVENTS][];
    private final EventBuffer[] buffers = new EventBuffer[RUN];
    private EventDecoder decoder;
    private EventMaker maker;
    private int next;

    @Setup
    public void setUp() {
        var pipeline = PipelineReader.read("benchmark", BenchPipeline.yaml("micro-batch", Set.of(STREAM), ""));
        decoder = new EventDecoder(pipeline, pipeline.sourceOf(STREAM), DecodeLimits.DEFAULT);
        Arrays.setAll(buffers, place -> decoder.newBuffer());
        KeyValueStore<byte[], byte[]> store = store();
        var by = new Enrichments(new IanaRegions(), Clock.systemUTC(), enricher -> new Sessions(store, enricher.gap()));
        maker = new EventMaker(pipeline.stream(STREAM), decoder.projection(), by);
        read(new GeneratorOptions(
                EVENTS,
                17,
                USERS,
                0,
                new GeneratorOptions.Shares(1, 0, 0, 0),
                new Timeline.From(Instant.ofEpochSecond(1_700_000_000), EVENTS_PER_SECOND)));
    }

    private static KeyValueStore<byte[], byte[]> store() {
        KeyValueStore<byte[], byte[]> store = Stores.keyValueStoreBuilder(
                        Stores.inMemoryKeyValueStore("sessions"), Serdes.ByteArray(), Serdes.ByteArray())
                .withLoggingDisabled()
                .build();
        store.init(new MockProcessorContext<>().getStateStoreContext(), store);
        return store;
    }

    private void read(GeneratorOptions options) {
        try (var logins = new Generator(options)) {
            for (int i = 0; i < EVENTS; i++) {
                ProducerRecord<byte[], byte[]> login =
                        logins.next().orElseThrow().record();
                keys[i] = login.key();
                values[i] = login.value();
            }
        }
    }

    @Benchmark
    @OperationsPerInvocation(RUN)
    public void decodeLogin() {
        next = next + RUN & EVENTS - RUN;
        decode();
    }

    private void decode() {
        for (int place = 0; place < RUN; place++) {
            if (!decoder.decodeInto(values[next + place], buffers[place])) {
                throw new IllegalStateException(buffers[place].bad().toString());
            }
        }
    }

    @Benchmark
    @OperationsPerInvocation(RUN)
    public long enrich() {
        next = next + RUN & EVENTS - RUN;
        decode();
        long bytes = 0;
        for (int place = 0; place < RUN; place++) {
            EventBuffer buffer = buffers[place];
            maker.passed(buffer.timestamp());
            bytes += maker.make(new InputEvent(keys[next + place], new Event(buffer.fields(), buffer.timestamp())))
                    .length;
        }
        return bytes;
    }
}
