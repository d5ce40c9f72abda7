// SPDX-License-Identifier: Apache-2.0
package dev.penstock.bench.question;

import dev.penstock.bench.contender.BenchPipeline;
import dev.penstock.bench.contender.ConsumerContender;
import dev.penstock.bench.contender.Contender;
import dev.penstock.bench.contender.Decoding;
import dev.penstock.bench.contender.PipelineContender;
import dev.penstock.bench.harness.Fill;
import dev.penstock.bench.harness.Workload;
import dev.penstock.bench.truth.LoginCheck;
import dev.penstock.bench.truth.RowCheck;
import dev.penstock.bench.truth.Tally;
import dev.penstock.bench.truth.TopicReader;
import dev.penstock.bench.truth.Truth;
import dev.penstock.bench.truth.Verdict;
import dev.penstock.event.pipeline.FeatureGroup;
import org.apache.kafka.clients.admin.NewTopic;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Says what is wrong with a contender's answer. */
final class Judge {

    private final TopicReader reader;
    private final Truth truth;

    Judge(TopicReader reader, Truth truth) {
        this.reader = reader;
        this.truth = truth;
    }

    /** Each in a line; none if the answer is right. */
    List<String> faults(Contender contender, String applicationId, Tally tally) {
        if (contender instanceof ConsumerContender consumer) {
            return faults(consumer.decoding(), tally);
        }
        List<String> faults = new ArrayList<>();
        contender
                .rowTopics(applicationId)
                .forEach((group, topic) ->
                        faults.addAll(faults(group, RowCheck.of(reader, topic, BenchPipeline.original(group), truth))));
        contender
                .loginTopics(applicationId)
                .forEach((stream, topic) -> faults.addAll(faults(stream, loginCheck(stream, topic))));
        faults.addAll(surplus(Stream.concat(lateTopics(contender, applicationId), deadLetterTopics(contender))
                .toList()));
        return faults;
    }

    private static Stream<String> lateTopics(Contender contender, String applicationId) {
        return contender.topics(applicationId, Workload.PARTITIONS).stream()
                .map(NewTopic::name)
                .filter(topic -> topic.endsWith(FeatureGroup.LATE_SUFFIX));
    }

    private static Stream<String> deadLetterTopics(Contender contender) {
        return contender.sources().stream().map(topic -> topic + Fill.DEAD_LETTERS);
    }

    private List<String> faults(Decoding decoding, Tally tally) {
        Tally expected = truth.tally();
        boolean right = decoding == Decoding.NONE ? tally.events() == expected.events() : tally.agrees(expected);
        return right ? List.of() : List.of(String.format(Locale.ROOT, "it saw %s, expected %s", tally, expected));
    }

    private Verdict loginCheck(String stream, String topic) {
        return LoginCheck.of(reader, topic, stream.equals(PipelineContender.PROCESSED_LOGINS), truth);
    }

    private static List<String> faults(String output, Verdict verdict) {
        if (verdict.right()) {
            return List.of();
        }
        String summary = String.format(
                Locale.ROOT, "%s: %d rows are wrong, %d were expected", output, verdict.wrong(), verdict.checked());
        return Stream.concat(Stream.of(summary), verdict.examples().stream()).toList();
    }

    /** No event is late and none is bad, so nothing may be there. */
    private List<String> surplus(List<String> topics) {
        Map<String, Long> records = new TreeMap<>();
        reader.read(topics, record -> records.merge(record.topic(), 1L, Long::sum));
        return records.entrySet().stream()
                .map(of -> String.format(Locale.ROOT, "%d events were set aside in %s", of.getValue(), of.getKey()))
                .toList();
    }
}
