// SPDX-License-Identifier: Apache-2.0
/**
 * Reads events out of a stream of bytes: lines or values, gzip, and what is neither.
 *
 * <p>Knows neither Kafka nor pipelines.
 */
package dev.penstock.producer.input;
