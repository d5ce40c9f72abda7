// SPDX-License-Identifier: Apache-2.0
/**
 * What everything else speaks of: an event, its fields and values, paths to fields, and what is wrong with a value
 * that is no event.
 *
 * <p>Nothing here reads anything. {@code BadEvent} keeps its name: it stands in the headers of dead letters.
 */
package dev.penstock.event;
