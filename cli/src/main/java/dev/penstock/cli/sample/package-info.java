// SPDX-License-Identifier: Apache-2.0
/**
 * Holds events that somebody has against a pipeline, and says what does not fit, before anything runs: fields that never
 * come, names that are nearly right, times that can't be meant. {@code pipeline validate --sample} and the demo's {@code
 * --input} share it.
 *
 * <p>Prints nothing; what it finds are {@link dev.penstock.cli.sample.Finding}s.
 */
package dev.penstock.cli.sample;
