// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.perevent;

import dev.penstock.engine.internal.tile.Tile;

/** @param expired whether the store no longer holds the tile's window */
record RetainedTile(Tile tile, boolean expired) {}
