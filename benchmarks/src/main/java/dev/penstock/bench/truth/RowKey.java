// SPDX-License-Identifier: Apache-2.0
package dev.penstock.bench.truth;

/**
 * What a feature row is about.
 *
 * @param entity the entity key
 * @param windowStart epoch milliseconds
 */
public record RowKey(String entity, long windowStart) {}
