// SPDX-License-Identifier: Apache-2.0
/**
 * What stands between an application and the topics that it writes to: each record is made fit for what its topic
 * takes and keeps, before it is sent.
 *
 * <p>What topics take is read in {@code topics}; what a cut letter looks like is said in {@code deadletters}.
 */
package dev.penstock.streams.outputs;
