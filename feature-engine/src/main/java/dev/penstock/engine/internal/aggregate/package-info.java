// SPDX-License-Identifier: Apache-2.0
/**
 * The aggregates: how each of them gathers events, and how its state is written, passed, merged and read.
 * {@link dev.penstock.engine.internal.aggregate.AggregateFunctions} lists them.
 *
 * <p>An aggregate knows neither tables nor tiles as a whole: {@code internal.combine} gives it events, and
 * {@code internal.tile} gives it its part of a tile.
 */
package dev.penstock.engine.internal.aggregate;
