// SPDX-License-Identifier: Apache-2.0
package dev.penstock.event.pipeline;

import dev.penstock.event.FieldPath;

import java.util.Optional;

/** Where it is said when an event happened. */
public sealed interface Timestamp {

    /** In a field of the event. */
    record InField(FieldPath field, TimeFormat format) implements Timestamp {

        @Override
        public Optional<FieldPath> input() {
            return Optional.of(field);
        }
    }

    /** In the last header of this name, as UTF-8 text. */
    record InHeader(String header, TimeFormat format) implements Timestamp {}

    /** The timestamp of the Kafka record. */
    record OfRecord() implements Timestamp {}

    /** The field of the event that has to be read for it; empty where the event says nothing about its time. */
    default Optional<FieldPath> input() {
        return Optional.empty();
    }
}
