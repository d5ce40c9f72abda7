// SPDX-License-Identifier: Apache-2.0
/**
 * Commands that look at a pipeline file and run nothing: {@code pipeline validate}, which also holds it against events and
 * against what is in Kafka, and {@code topology}.
 *
 * <p>The checks of the file itself are those of the event model.
 */
package dev.penstock.cli.pipeline;
