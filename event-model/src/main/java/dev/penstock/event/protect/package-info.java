// SPDX-License-Identifier: Apache-2.0
/**
 * Single fields of events, encrypted or replaced by pseudonyms, with keys from files that Google's Tink reads.
 *
 * <p>Which fields these are, the pipeline file says.
 */
package dev.penstock.event.protect;
