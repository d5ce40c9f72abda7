// SPDX-License-Identifier: Apache-2.0
/**
 * Tiles as a whole: {@link dev.penstock.engine.internal.tile.TileLayout} says which columns they have and what is in front of
 * them, {@link dev.penstock.engine.internal.tile.TileMerger} makes one of two, and
 * {@link dev.penstock.engine.internal.tile.TileRows} writes feature rows.
 *
 * <p>The state of a column is the matter of its aggregate, in {@code dev.penstock.aggregate}.
 */
package dev.penstock.engine.internal.tile;
