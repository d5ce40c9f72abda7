// SPDX-License-Identifier: Apache-2.0
/**
 * A stream of the pipeline: which events it takes, and how its own events are made of them.
 *
 * <p>What a single enricher adds is in {@code enrich}.
 */
package dev.penstock.streams.stream;
