// SPDX-License-Identifier: Apache-2.0
/**
 * The entry point of the producer, as containers start it.
 *
 * <p>Only {@code Main} lives here; the command is in {@code command}.
 */
package dev.penstock.producer;
