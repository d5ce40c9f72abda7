// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.topology;

import dev.penstock.streams.deadletters.LetterHeaders;
import org.apache.kafka.common.header.Headers;

import java.nio.charset.StandardCharsets;

/** Writes {@link LetterHeaders}. */
final class LetterNotes {

    private LetterNotes() {}

    static void addOrigin(Headers headers, String topic, int partition, long offset) {
        add(headers, LetterHeaders.TOPIC, topic);
        add(headers, LetterHeaders.PARTITION, Integer.toString(partition));
        add(headers, LetterHeaders.OFFSET, Long.toString(offset));
    }

    static void add(Headers headers, String name, String text) {
        headers.add(name, text.getBytes(StandardCharsets.UTF_8));
    }
}
