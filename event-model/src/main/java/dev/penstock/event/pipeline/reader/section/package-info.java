// SPDX-License-Identifier: Apache-2.0
/**
 * Reads the parts of a pipeline file: sources, streams, feature groups, their columns and filters.
 *
 * <p>What they have to do with each other is checked in {@code reader}.
 */
package dev.penstock.event.pipeline.reader.section;
