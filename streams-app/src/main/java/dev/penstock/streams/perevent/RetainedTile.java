// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.perevent;

/** @param expired whether the store no longer holds the tile's window */
record RetainedTile(byte[] tile, boolean expired) {}
