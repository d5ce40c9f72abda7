// SPDX-License-Identifier: Apache-2.0
/**
 * Asks models about texts over HTTP, in batches, by the Open Inference Protocol, version 2.
 *
 * <p>What an event becomes with the answer is up to {@code stream}.
 */
package dev.penstock.streams.score;
