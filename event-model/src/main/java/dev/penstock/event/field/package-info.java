// SPDX-License-Identifier: Apache-2.0
/**
 * Who needs which field of a source, what must stand in it, and filters, compiled to slots.
 *
 * <p>What pipelines declare is in {@code pipeline}.
 */
package dev.penstock.event.field;
