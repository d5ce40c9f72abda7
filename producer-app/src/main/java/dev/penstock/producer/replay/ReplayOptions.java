// SPDX-License-Identifier: Apache-2.0
package dev.penstock.producer.replay;

import dev.penstock.event.FieldPath;
import dev.penstock.event.pipeline.Timestamp;

/**
 * How what is read becomes records.
 *
 * @param topic where they go
 * @param key the field whose text is the record key
 * @param maxLineBytes what is kept of an event; the producer's {@code max.request.size}, so that one which was cut
 *     can't be delivered
 */
public record ReplayOptions(String topic, FieldPath key, Time time, OnMalformed onMalformed, int maxLineBytes) {

    /** What to do with an event that is no JSON object or lacks its key or time. */
    public enum OnMalformed {
        /** Send it as it is, without a key if it has none, and count it. */
        SEND,
        /** Stop there. */
        REFUSE
    }

    /** Which time records get. */
    public sealed interface Time {

        /** The time at which they are sent. */
        record OfSending() implements Time {}

        /** What a field says. */
        record OfField(Timestamp.InField timestamp) implements Time {}
    }
}
