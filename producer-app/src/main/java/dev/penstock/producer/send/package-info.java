// SPDX-License-Identifier: Apache-2.0
/**
 * Sends events to Kafka at a pace, and counts what became of them.
 *
 * <p>Where events come from is up to an {@code EventSource}.
 */
package dev.penstock.producer.send;
