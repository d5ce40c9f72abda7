// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.deadletters;

import dev.penstock.event.BadEvent.Reason;
import dev.penstock.event.pipeline.EventStream;
import dev.penstock.event.pipeline.FeatureGroup;
import dev.penstock.event.pipeline.Pipeline;
import dev.penstock.event.pipeline.Source;
import dev.penstock.streams.metrics.PipelineMetrics;
import dev.penstock.streams.runs.CurrentEvent;
import dev.penstock.streams.runs.EventRecord;
import dev.penstock.streams.runs.Run;
import dev.penstock.streams.runs.SourceRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.apache.kafka.streams.errors.ProcessingExceptionHandler;
import org.apache.kafka.streams.processor.api.Record;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Makes a dead letter with a stack trace of an event that could not be processed, so that the instance lives on. What
 * Kafka or the state store reports (a full disk, a lost transaction) is not the fault of an event and is let through.
 */
public final class FailedEventHandler implements ProcessingExceptionHandler {

    /** The setting that holds the {@link Origins} of the pipeline. */
    public static final String ORIGINS_CONFIG = "penstock.failed.events.origins";

    private static final Logger LOG = LoggerFactory.getLogger(FailedEventHandler.class);

    /** A header must not become larger than what it is about. */
    private static final int MAX_TRACE_CHARS = 16_384;

    private Origins origins;

    /** Tells which source the records of a topic are from. */
    public static final class Origins {

        private final Pipeline pipeline;
        private final PipelineMetrics metrics;

        public Origins(Pipeline pipeline, PipelineMetrics metrics) {
            this.pipeline = pipeline;
            this.metrics = metrics;
        }

        /** The source of a topic, or of the repartition topic of a feature group or stream. */
        private Source sourceOf(String topic) {
            return pipeline.sources().stream()
                    .filter(source -> source.topic().equals(topic))
                    .findFirst()
                    .orElseGet(() -> pipeline.sourceOf(ownerOf(topic)));
        }

        private String ownerOf(String repartitionTopic) {
            return Stream.concat(
                            pipeline.features().stream().map(FeatureGroup::name),
                            pipeline.streams().stream().map(EventStream::name))
                    .filter(name -> repartitionTopic.endsWith("-" + name + "-repartition"))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("no source has the topic " + repartitionTopic));
        }
    }

    @Override
    public void configure(Map<String, ?> configs) {
        origins = (Origins) configs.get(ORIGINS_CONFIG);
    }

    /** The record of a source, or of a repartition topic, that was being processed. */
    private record Failed(
            byte[] key, byte[] value, Headers headers, long timestamp, long offset, Optional<SourceRecord> passing) {

        static Optional<Failed> of(ErrorHandlerContext context, Record<?, ?> record) {
            Optional<SourceRecord> passing = CurrentEvent.sourceRecord();
            if (context.sourceRawValue() == Run.VALUE || passing.isPresent()) {
                return passing.map(Failed::of);
            }
            return Optional.ofNullable(context.sourceRawValue())
                    .map(value -> new Failed(
                            context.sourceRawKey(),
                            value,
                            context.headers(),
                            timestamp(context, record),
                            context.offset(),
                            Optional.empty()));
        }

        private static Failed of(SourceRecord passing) {
            return new Failed(
                    passing.key(),
                    passing.value(),
                    passing.headers(),
                    passing.recordTimestamp(),
                    passing.offset(),
                    Optional.of(passing));
        }

        private static long timestamp(ErrorHandlerContext context, Record<?, ?> record) {
            return record != null && record.value() instanceof EventRecord event
                    ? event.sourceRecord().recordTimestamp()
                    : context.timestamp();
        }
    }

    @Override
    public Response handleError(ErrorHandlerContext context, Record<?, ?> record, Exception failure) {
        Optional<Failed> failed = Failed.of(context, record);
        return failure instanceof KafkaException || failed.isEmpty()
                ? Response.fail()
                : deadLetter(failed.get(), context, failure);
    }

    private Response deadLetter(Failed failed, ErrorHandlerContext context, Exception failure) {
        String topic = failed.passing.map(passing -> passing.record().topic()).orElse(context.topic());
        int partition =
                failed.passing.map(passing -> passing.record().partition()).orElse(context.partition());
        Source source = origins.sourceOf(topic);
        origins.metrics.deadLetters(source.name(), Reason.FAILED).increment();
        LOG.error(
                "{} failed for {}-{}@{}, which goes to {}",
                context.processorNodeId(),
                topic,
                partition,
                failed.offset,
                source.deadLetterTopic(),
                failure);
        Headers headers = new RecordHeaders(failed.headers.toArray());
        describe(failure, source.decrypt().isPresent(), headers);
        failed.passing.ifPresent(passing -> LetterBuilder.addElement(headers, passing));
        LetterBuilder.addOrigin(headers, topic, partition, failed.offset);
        return Response.resume(List.of(new ProducerRecord<>(
                source.deadLetterTopic(), null, Math.max(0, failed.timestamp), failed.key, failed.value, headers)));
    }

    /** @param isSecret whether the failure may tell what came encrypted */
    private static void describe(Exception failure, boolean isSecret, Headers headers) {
        LetterBuilder.add(headers, LetterHeaders.EXCEPTION, failure.getClass().getName());
        if (isSecret) {
            LetterBuilder.add(headers, LetterHeaders.MESSAGE, Reason.FAILED.code());
            return;
        }
        var trace = new StringWriter();
        failure.printStackTrace(new PrintWriter(trace));
        LetterBuilder.add(headers, LetterHeaders.MESSAGE, Reason.FAILED.code() + ": " + failure.getMessage());
        LetterBuilder.add(
                headers,
                LetterHeaders.STACK_TRACE,
                trace.getBuffer().substring(0, Math.min(trace.getBuffer().length(), MAX_TRACE_CHARS)));
    }
}
