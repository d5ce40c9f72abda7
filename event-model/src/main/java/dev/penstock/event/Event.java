// SPDX-License-Identifier: Apache-2.0
package dev.penstock.event;

/**
 * Something that happened.
 *
 * @param timestamp when it happened, epoch milliseconds, not negative
 */
public record Event(Fields fields, long timestamp) implements EventResult {}
