// SPDX-License-Identifier: Apache-2.0
package dev.penstock.bench.truth;

import com.dynatrace.hash4j.hashing.Hashing;
import com.fasterxml.jackson.databind.JsonNode;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Compares what was made of texts, one record of each, with these. */
public final class TextCheck {

    private final TopicReader reader;
    private final boolean scored;

    /** @param scored whether each has to have a score */
    public TextCheck(TopicReader reader, boolean scored) {
        this.reader = reader;
        this.scored = scored;
    }

    /**
     * Which texts there are: how many, and the sum of the hashes of their ids, which is another one if one text stands
     * twice in place of another.
     *
     * @param unscored how many of them have no score
     */
    private record Tally(long texts, long ids, long unscored) {
        Tally plus(Tally other) {
            return new Tally(texts + other.texts, ids + other.ids, unscored + other.unscored);
        }
    }

    /**
     * What is wrong, each in a line; nothing where every text has come out once.
     *
     * @param from where the texts are
     * @param slice of that which was read
     * @param to where they came out
     */
    public List<String> faults(String from, Slice slice, String to) {
        Tally expected = tally(from, slice);
        Tally found = tally(to, null);
        List<String> faults = new ArrayList<>();
        if (found.texts != expected.texts) {
            faults.add(String.format(
                    Locale.ROOT, "%d texts came out, expected %d, each once", found.texts, expected.texts));
        } else if (found.ids != expected.ids) {
            faults.add("not the same texts came out");
        }
        if (scored && found.unscored > 0) {
            faults.add(found.unscored + " texts have no score");
        }
        return faults;
    }

    /** @param slice null for all */
    private Tally tally(String topic, Slice slice) {
        var sum = new Tally[] {new Tally(0, 0, 0)};
        reader.read(
                Set.of(topic),
                record -> isOf(slice, record) ? tally(record.value()) : null,
                some -> some.stream().filter(tally -> tally != null).forEach(tally -> sum[0] = sum[0].plus(tally)));
        return sum[0];
    }

    private static boolean isOf(Slice slice, ConsumerRecord<byte[], byte[]> record) {
        return slice == null || slice.holds(new TopicPartition(record.topic(), record.partition()), record.offset());
    }

    private static Tally tally(byte[] value) {
        JsonNode text = Login.json(value);
        double score = text.path("sentiment").path("score").asDouble(Double.NaN);
        long id = Hashing.xxh3_64().hashCharsToLong(text.path("id").asText());
        return new Tally(1, id, score >= -1 && score <= 1 ? 0 : 1);
    }
}
