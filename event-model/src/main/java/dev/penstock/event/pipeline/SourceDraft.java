// SPDX-License-Identifier: Apache-2.0
package dev.penstock.event.pipeline;

import dev.penstock.event.pipeline.Source.NumberRule;

import java.time.Duration;

/** A source as far as it could be read. */
record SourceDraft(
        Node.Entry entry,
        Part<String> topic,
        Part<RecordKey> key,
        Part<Timestamp> timestamp,
        Part<Duration> maxFuture,
        Part<NumberRule> numbers) {

    String name() {
        return entry.name();
    }

    /** @throws IllegalStateException if a part is wrong */
    Source source() {
        return new Source(
                entry.name(), topic.value(), key.value(), timestamp.value(), maxFuture.value(), numbers.value());
    }
}
