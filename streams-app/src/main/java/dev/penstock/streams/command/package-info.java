// SPDX-License-Identifier: Apache-2.0
/**
 * The commands {@code streams} and {@code topics}: options, log lines of a run and exit codes.
 *
 * <p>They hold no logic of their own: what they do is in {@code app} and {@code topics}.
 */
package dev.penstock.streams.command;
