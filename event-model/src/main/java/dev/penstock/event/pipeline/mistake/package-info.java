// SPDX-License-Identifier: Apache-2.0
/**
 * What is wrong in a pipeline file, where it stands, and how it is said: names in quotes, the name that was meant.
 *
 * <p>Finding mistakes is up to {@code reader}.
 */
package dev.penstock.event.pipeline.mistake;
