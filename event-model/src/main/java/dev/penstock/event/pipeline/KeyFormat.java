// SPDX-License-Identifier: Apache-2.0
package dev.penstock.event.pipeline;

/** How a field's value is written as a record key. */
public enum KeyFormat {
    /** Its text in UTF-8: text as it is, integers by their digits, booleans by name. */
    TEXT,
    /**
     * JSON: a text in quotation marks, a number or a boolean; or an object with a member of the field's name, by itself or
     * as the payload beside a schema, as Kafka Connect's JSON converter writes it.
     */
    JSON,
    /** An integer in 4 bytes, the greatest first, as Kafka's IntegerSerializer writes it. */
    INT32,
    /** An integer in 8 bytes, the greatest first, as Kafka's LongSerializer writes it. */
    INT64,
    /** A UUID in 16 bytes, or as text. */
    UUID,
    /** Nobody looks. */
    ANY
}
