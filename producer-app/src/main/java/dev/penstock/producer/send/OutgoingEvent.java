// SPDX-License-Identifier: Apache-2.0
package dev.penstock.producer.send;

import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * A record on its way to Kafka. Its timestamp is the event's time, or {@code null} (the time of sending) where the
 * event's time is not known.
 */
public record OutgoingEvent(ProducerRecord<byte[], byte[]> record, EventKind kind) {}
