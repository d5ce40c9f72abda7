// SPDX-License-Identifier: Apache-2.0
/**
 * Tells where an IP address belongs, from tables and databases at hand.
 *
 * <p>Never asks the network.
 */
package dev.penstock.streams.geo;
