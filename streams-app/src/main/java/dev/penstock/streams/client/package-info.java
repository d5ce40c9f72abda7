// SPDX-License-Identifier: Apache-2.0
/**
 * What is asked of Kafka besides reading and writing: topics, groups, committed offsets and lag, with one message
 * for each failure.
 *
 * <p>Nothing here knows of pipelines.
 */
package dev.penstock.streams.client;
