// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.enrich;

import dev.penstock.event.Event;

/**
 * An event that a stream takes.
 *
 * @param key of its record; null if it has none
 */
public record InputEvent(byte[] key, Event event) {}
