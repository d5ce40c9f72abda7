// SPDX-License-Identifier: Apache-2.0
/**
 * Reads events out of what people have them in: JSON objects, one per line, over several lines or in an array, as they
 * are or in gzip. Knows nothing of Kafka, and not what an event has to hold.
 */
package dev.penstock.producer.input;
