// SPDX-License-Identifier: Apache-2.0
/**
 * Reads the projected fields of a JSON object in one pass, strictly. The hot path of decoding.
 *
 * <p>What an event is beyond an object is in {@code decode}.
 */
package dev.penstock.event.json;
