// SPDX-License-Identifier: Apache-2.0
package dev.penstock.bench.truth;

import org.apache.kafka.clients.consumer.ConsumerRecord;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Compares the newest row of each key and window with what it should be. */
public final class RowCheck {

    private static final int MOST_EXAMPLES = 5;

    private final Map<RowKey, ExpectedRow> expected;
    private final Sampling sampling;
    private final Map<RowKey, byte[]> newest = new HashMap<>();
    private final List<String> examples = new ArrayList<>();
    private long wrong;

    RowCheck(Map<RowKey, ExpectedRow> expected, Sampling sampling) {
        this.expected = expected;
        this.sampling = sampling;
    }

    /**
     * Checks all that was written to a topic.
     *
     * @param group the feature group that wrote it
     * @throws UncheckedIOException if there is something else than feature rows in it
     */
    public static Verdict of(TopicReader reader, String topic, String group, Truth truth) {
        // Entities other than users are few, and all of them are known.
        var sampling = group.equals("user_activity") ? truth.sampling() : Sampling.ALL;
        var check = new RowCheck(truth.rows(group), sampling);
        reader.read(List.of(topic), check::decoded, some -> some.forEach(row -> row.ifPresent(check::add)));
        return check.verdict();
    }

    private record Decoded(RowKey key, byte[] row) {}

    private Optional<Decoded> decoded(ConsumerRecord<byte[], byte[]> record) {
        return decoded(new String(record.key(), StandardCharsets.UTF_8), record.value());
    }

    /** Empty for those that the truth knows nothing of. */
    private Optional<Decoded> decoded(String entity, byte[] row) {
        if (!sampling.takes(entity)) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Decoded(new RowKey(entity, FeatureRow.windowStart(row)), row));
        } catch (IOException e) {
            throw new UncheckedIOException("the row of " + entity + " can't be read", e);
        }
    }

    void add(String entity, byte[] row) {
        decoded(entity, row).ifPresent(this::add);
    }

    private void add(Decoded row) {
        newest.put(row.key, row.row);
    }

    Verdict verdict() {
        expected.forEach((key, row) -> {
            byte[] found = newest.remove(key);
            if (found == null) {
                report(key, "there is no row");
            } else {
                compare(key, row, found);
            }
        });
        newest.keySet().forEach(key -> report(key, "no event belongs to this row"));
        return new Verdict(expected.size(), wrong, examples);
    }

    private void compare(RowKey key, ExpectedRow expectedRow, byte[] found) {
        Map<String, BigDecimal> numbers = numbers(key, found);
        List<String> differences = expectedRow.columns().entrySet().stream()
                .filter(column -> !numbers.containsKey(column.getKey())
                        || !column.getValue().holds(numbers.get(column.getKey())))
                .map(column -> String.format(
                        Locale.ROOT,
                        "%s is %s, expected %s",
                        column.getKey(),
                        numbers.get(column.getKey()),
                        column.getValue()))
                .sorted()
                .toList();
        if (!differences.isEmpty()) {
            report(key, String.join("; ", differences));
        }
    }

    private static Map<String, BigDecimal> numbers(RowKey key, byte[] row) {
        try {
            return FeatureRow.read(row).numbers();
        } catch (IOException e) {
            throw new UncheckedIOException("the row of " + key + " can't be read", e);
        }
    }

    private void report(RowKey key, String what) {
        wrong++;
        if (examples.size() < MOST_EXAMPLES) {
            examples.add(
                    String.format(Locale.ROOT, "%s in the window at %d: %s", key.entity(), key.windowStart(), what));
        }
    }
}
