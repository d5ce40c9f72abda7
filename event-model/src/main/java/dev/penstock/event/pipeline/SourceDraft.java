// SPDX-License-Identifier: Apache-2.0
package dev.penstock.event.pipeline;

import dev.penstock.event.FieldPath;

import java.time.Duration;

/** A source as far as it could be read. */
record SourceDraft(
        Node.Entry entry,
        Part<String> topic,
        Part<FieldPath> partitionedBy,
        Part<Timestamp> timestamp,
        Part<Duration> maxFuture) {

    String name() {
        return entry.name();
    }

    /** @throws IllegalStateException if a part is wrong */
    Source source() {
        return new Source(entry.name(), topic.value(), partitionedBy.value(), timestamp.value(), maxFuture.value());
    }
}
