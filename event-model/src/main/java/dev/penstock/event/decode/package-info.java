// SPDX-License-Identifier: Apache-2.0
/**
 * Turns a value of a source into an event that knows its time, or says why it is none.
 *
 * <p>JSON itself is read in {@code json}.
 */
package dev.penstock.event.decode;
