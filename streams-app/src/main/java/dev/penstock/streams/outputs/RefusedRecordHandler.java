// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.outputs;

import dev.penstock.cli.support.Causes;
import dev.penstock.streams.deadletters.LetterHeaders;
import dev.penstock.streams.topics.RecordSize;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.InvalidRecordException;
import org.apache.kafka.common.errors.InvalidTimestampException;
import org.apache.kafka.common.errors.RecordBatchTooLargeException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.streams.errors.DefaultProductionExceptionHandler;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * Says which record a topic refused, and has {@link Outputs} look at the topic's settings again before the record is
 * tried again. Else it decides as Kafka Streams does by itself.
 */
public final class RefusedRecordHandler extends DefaultProductionExceptionHandler {

    private static final Logger LOG = LoggerFactory.getLogger(RefusedRecordHandler.class);

    private Outputs outputs;

    @Override
    public void configure(Map<String, ?> configs) {
        super.configure(configs);
        outputs = (Outputs) configs.get(Outputs.CONFIG);
    }

    @Override
    public Response handleError(ErrorHandlerContext context, ProducerRecord<byte[], byte[]> record, Exception failure) {
        String setting = setting(failure);
        if (!setting.isEmpty()) {
            boolean mended = outputs.refused(record.topic(), RecordSize.most(record), failure);
            LOG.error(
                    "{} refuses a record that came of {}, or of one that was processed with it: {} ({}); {}",
                    record.topic(),
                    place(context, record),
                    Causes.line(failure),
                    setting,
                    mended
                            ? "nothing is lost: it is done again, by the settings that the topic has now"
                            : "nothing is committed until it is taken");
        }
        return super.handleError(context, record, failure);
    }

    /** Which settings are to be looked at; empty where the record's topic is not what refuses it. */
    private static String setting(Exception failure) {
        if (failure instanceof RecordTooLargeException || failure instanceof RecordBatchTooLargeException) {
            return "max.message.bytes of the topic, max.request.size of the producer";
        }
        if (failure instanceof InvalidTimestampException) {
            return "message.timestamp.before.max.ms and message.timestamp.after.max.ms of the topic";
        }
        return failure instanceof InvalidRecordException ? "cleanup.policy of the topic" : "";
    }

    /** A letter says itself where it came from; of the rest Kafka Streams knows which record was processed last. */
    private static String place(ErrorHandlerContext context, ProducerRecord<byte[], byte[]> record) {
        Header topic = record.headers().lastHeader(LetterHeaders.TOPIC);
        Header partition = record.headers().lastHeader(LetterHeaders.PARTITION);
        Header offset = record.headers().lastHeader(LetterHeaders.OFFSET);
        if (topic == null || partition == null || offset == null) {
            return context.topic() == null
                    ? "what task " + context.taskId() + " did by the clock"
                    : context.topic() + "-" + context.partition() + "@" + context.offset();
        }
        return text(topic) + "-" + text(partition) + "@" + text(offset);
    }

    private static String text(Header header) {
        return new String(header.value(), StandardCharsets.UTF_8);
    }
}
