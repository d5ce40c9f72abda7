// SPDX-License-Identifier: Apache-2.0

/**
 * The schema registry that sources of other formats than JSON need: its settings, and a client of the API that
 * Confluent's registry has and Apicurio's has, too.
 *
 * <p>What a schema means is none of its business: that is the decoder's, in {@code dev.penstock.event}.
 */
package dev.penstock.streams.registry;
