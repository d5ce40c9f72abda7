// SPDX-License-Identifier: Apache-2.0
/**
 * The bytes of tiles and rows: {@link dev.penstock.aggregate.codec.TileWriter} and
 * {@link dev.penstock.aggregate.codec.TileReader} for the binary form, with exact
 * {@link dev.penstock.aggregate.codec.Decimal decimals}, and
 * {@link dev.penstock.aggregate.codec.JsonWriter} for JSON.
 *
 * <p>These are single values. Which columns a tile has is a matter of the engine.
 */
package dev.penstock.aggregate.codec;
