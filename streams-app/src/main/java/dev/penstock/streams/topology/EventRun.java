// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.topology;

import org.apache.kafka.clients.consumer.ConsumerRecord;

import java.util.List;

/**
 * What stands in the records of a run, or in one record that stands for itself. Good for as long as the run is processed,
 * see {@link Arrivals}.
 *
 * @param events in the order of the records
 * @param records of the run; empty for one record that stands for itself
 */
record EventRun(List<EventRecord> events, List<ConsumerRecord<byte[], byte[]>> records) {}
