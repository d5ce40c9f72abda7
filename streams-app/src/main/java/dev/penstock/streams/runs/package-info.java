// SPDX-License-Identifier: Apache-2.0
/**
 * Several records of a partition that go through Kafka Streams as one, in and out: what makes runs of what a
 * consumer has fetched, the memory that their events are decoded into, and what sends them one by one.
 *
 * <p>Nothing here knows what a stream or a feature group does with an event.
 */
package dev.penstock.streams.runs;
