// SPDX-License-Identifier: Apache-2.0
/**
 * What a pipeline file declares, read and found right: sources, streams, feature groups. Immutable records.
 *
 * <p>How the file is read is in {@code reader}. Names of records are part of the fingerprint of a pipeline.
 */
package dev.penstock.event.pipeline;
