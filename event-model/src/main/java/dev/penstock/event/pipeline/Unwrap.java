// SPDX-License-Identifier: Apache-2.0
package dev.penstock.event.pipeline;

import dev.penstock.event.FieldPath;

/** Where in the value of a record its event lies. */
public sealed interface Unwrap {

    /** The value is the event. */
    record None() implements Unwrap {}

    /** The value is an envelope of Debezium, and the event the row that it tells of. */
    record Debezium() implements Unwrap {}

    /** The value or its headers are those of CloudEvents 1.0. */
    record CloudEvents() implements Unwrap {}

    /** The value is an object with the members {@code schema} and {@code payload}, as Kafka Connect's JSON converter writes it. */
    record Connect() implements Unwrap {}

    /** The event is the object in a field of the value. */
    record AtField(FieldPath field) implements Unwrap {}
}
