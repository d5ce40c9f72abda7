// SPDX-License-Identifier: Apache-2.0
/**
 * The sessions of record keys: a table on the heap for those in use, in front of the store that has them all.
 *
 * <p>What a session adds to an event is in {@code enrich}.
 */
package dev.penstock.streams.session;
