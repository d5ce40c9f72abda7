// SPDX-License-Identifier: Apache-2.0
/**
 * The command {@code produce}: its options, progress, log and summary.
 *
 * <p>What is sent comes from {@code generator} or {@code replay}, and goes through {@code send}.
 */
package dev.penstock.producer.command;
