// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.serving;

import dev.penstock.streams.state.StoreRole;

/**
 * Where a part of an answer comes from.
 *
 * @param instance host and port
 * @param role active or standby
 * @param lag how many records of the changelog it was behind; null where not yet known
 * @param updatedAt when the store last changed, by the clock of that instance, in epoch milliseconds; null where not known
 * @param readAt by the clock of that instance, in epoch milliseconds
 */
public record ReadOrigin(String instance, StoreRole role, int partition, Long lag, Long updatedAt, long readAt) {}
