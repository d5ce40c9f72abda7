// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.topology;

/**
 * An event that a feature group takes.
 *
 * @param entityKey of the event in this group
 * @param late whether its window takes no more events
 */
record GroupEvent(EventRecord record, String entityKey, boolean late) {}
