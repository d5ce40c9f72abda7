// SPDX-License-Identifier: Apache-2.0
/**
 * Writes JSON into arrays that are used again, for the events that streams make.
 *
 * <p>Reading JSON is in {@code dev.penstock.event.json}; answers over HTTP are written by Jackson.
 */
package dev.penstock.streams.json;
