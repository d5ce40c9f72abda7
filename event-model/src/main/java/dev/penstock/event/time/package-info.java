// SPDX-License-Identifier: Apache-2.0
/**
 * The time of an event: how it is written, read and checked.
 *
 * <p>Where a source says that it stands is in {@code pipeline}; who takes it is {@code decode}.
 */
package dev.penstock.event.time;
