// SPDX-License-Identifier: Apache-2.0
package dev.penstock.event;

/**
 * How much of a value is looked at before it is refused.
 *
 * @param maxBytes longest value, in bytes
 * @param maxDepth deepest nesting; the event itself is depth 1
 * @param maxKeptTextBytes longest text that becomes part of a key or of a tile, in bytes of UTF-8. Far below what a
 *     Kafka record holds, so that a tile of many such columns still fits into one.
 */
public record DecodeLimits(int maxBytes, int maxDepth, int maxKeptTextBytes) {

    public static final DecodeLimits DEFAULT = new DecodeLimits(1 << 20, 64, 8 << 10);
}
