// SPDX-License-Identifier: Apache-2.0
/**
 * The enrichers: what each adds to an event, and how the values are written.
 *
 * <p>Nothing here knows of Kafka. Sessions are kept in {@code session}, places of addresses in {@code geo}.
 */
package dev.penstock.streams.enrich;
