// SPDX-License-Identifier: Apache-2.0
/**
 * Writes events that are JSON in other formats, by a schema: what {@link dev.penstock.event.registered} reads. Each format is
 * one {@link dev.penstock.event.encode.ValueEncoder}.
 *
 * <p>Which schema, and its id in front of the bytes, is up to who asks.
 */
package dev.penstock.event.encode;
