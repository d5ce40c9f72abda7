// SPDX-License-Identifier: Apache-2.0

/**
 * Makes the events of values that hold them in an envelope, or several of them in a list, as JSON: what {@code unwrap} and
 * {@code each} of a source say. Values are put together from spans of the bytes as they came; nothing is parsed that
 * need not be.
 *
 * <p>What an event is beyond an object is in {@code decode}.
 */
package dev.penstock.event.unwrap;
