// SPDX-License-Identifier: Apache-2.0
/**
 * Sends events that are in a file or come through a pipe, as they are.
 *
 * <p>How they are told apart is in {@code input}.
 */
package dev.penstock.producer.replay;
