// SPDX-License-Identifier: Apache-2.0
/**
 * Events in other formats than JSON, by schemas that are registered before the first is sent: those of a file, or those of
 * the events that are made up.
 *
 * <p>How a value is written, {@link dev.penstock.event.encode} knows.
 */
package dev.penstock.producer.encode;
