// SPDX-License-Identifier: Apache-2.0
/**
 * Feature rows as they stand in Kafka: which fields those of a group have, of which types, and how they are read from their
 * bytes.
 *
 * <p>Not where they go.
 */
package dev.penstock.store.row;
