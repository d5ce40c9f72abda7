// SPDX-License-Identifier: Apache-2.0
/**
 * What the key of an entity is made of, how several fields become one key, and how a key is taken apart again:
 * {@link dev.penstock.engine.key.EntityKey}. {@link dev.penstock.engine.key.KeyPart} is for keys that keep the types of
 * their fields.
 *
 * <p>Keys as objects. Keys of events on the hot path are bytes and are read by {@code internal.delta}, which follows the
 * same rules.
 */
package dev.penstock.engine.key;
