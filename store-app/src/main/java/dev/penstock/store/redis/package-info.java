// SPDX-License-Identifier: Apache-2.0
/**
 * The online store in Redis or Valkey: the newest row of each entity and group, as Feast reads it or as readable texts.
 *
 * <p>Not the files that Feast needs besides, which are in {@code dev.penstock.store.feast}.
 */
package dev.penstock.store.redis;
