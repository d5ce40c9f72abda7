// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.feature;

import dev.penstock.streams.runs.EventRecord;

/**
 * An event that a feature group takes.
 *
 * @param entityKey of the event in this group
 * @param late whether its window takes no more events
 */
public record GroupEvent(EventRecord record, String entityKey, boolean late) {}
