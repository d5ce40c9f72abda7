// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.state;

import org.apache.kafka.streams.processor.StateStore;

/**
 * A store that is open on this instance, as it was when it was looked for.
 *
 * @param thread the name of the stream thread that its task belongs to
 */
public record LiveStore(StateStore store, int partition, StoreRole role, String thread) {}
