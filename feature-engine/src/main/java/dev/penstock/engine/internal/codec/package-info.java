// SPDX-License-Identifier: Apache-2.0
/**
 * The bytes of tiles and rows: {@link dev.penstock.engine.internal.codec.TileWriter} and
 * {@link dev.penstock.engine.internal.codec.TileReader} for the binary form, with exact
 * {@link dev.penstock.engine.internal.codec.Decimal decimals}, and
 * {@link dev.penstock.engine.internal.codec.JsonWriter} for JSON.
 *
 * <p>These are single values. What a tile is made of and which columns it has is known by {@code internal.tile}.
 */
package dev.penstock.engine.internal.codec;
