// SPDX-License-Identifier: Apache-2.0
package dev.penstock.store.parquet;

import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** How files are called, and what their footers say, of the rows of one partition. */
record RowFile(TopicPartition partition, Uuid topicId) {

    static final String ENDING = ".parquet";
    static final String FIRST = "penstock.first_offset";
    static final String NEXT = "penstock.next_offset";
    private static final String TOPIC = "penstock.topic";
    private static final String TOPIC_ID = "penstock.topic_id";
    private static final String PARTITION = "penstock.partition";

    /** Of which partition a file is that says so in its footer; empty if it is none of a store. */
    static Optional<RowFile> of(Map<String, String> metadata) {
        return metadata.containsKey(NEXT)
                ? Optional.of(new RowFile(
                        new TopicPartition(metadata.get(TOPIC), Integer.parseInt(metadata.get(PARTITION))),
                        Uuid.fromString(metadata.get(TOPIC_ID))))
                : Optional.empty();
    }

    /** Tells the files of a topic from those of one of its name that was deleted. */
    String tag() {
        return String.format(Locale.ROOT, "%08x", topicId.hashCode());
    }

    /** @param first offset of its rows; the rows that a file begins with never change, so it is never called otherwise */
    String name(long first) {
        return prefix() + first + suffix();
    }

    /** The first offset of the rows in a file; empty if it is none of this partition. */
    OptionalLong first(Path file) {
        String name = file.getFileName().toString();
        if (!name.startsWith(prefix())
                || !name.endsWith(suffix())
                || name.length() <= prefix().length() + suffix().length()) {
            return OptionalLong.empty();
        }
        String digits = name.substring(prefix().length(), name.length() - suffix().length());
        return digits.chars().allMatch(c -> c >= '0' && c <= '9')
                ? OptionalLong.of(Long.parseLong(digits))
                : OptionalLong.empty();
    }

    /** What the footer of a file says. */
    Map<String, String> metadata(String group, String first, long next) {
        Map<String, String> all = new LinkedHashMap<>();
        all.put("penstock.group", group);
        all.put(TOPIC, partition.topic());
        all.put(TOPIC_ID, topicId.toString());
        all.put(PARTITION, String.valueOf(partition.partition()));
        all.put(FIRST, first);
        all.put(NEXT, String.valueOf(next));
        return all;
    }

    private String prefix() {
        return partition + "-";
    }

    private String suffix() {
        return "-" + tag() + ENDING;
    }
}
