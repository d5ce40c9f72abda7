// SPDX-License-Identifier: Apache-2.0
/**
 * The pages that document a pipeline: its topologies, topics, fields and features.
 *
 * <p>The same pipeline gives the same bytes. What an instance serves is in {@code http}.
 */
package dev.penstock.streams.docs;
