// SPDX-License-Identifier: Apache-2.0
/**
 * The {@code penstock} command. {@link dev.penstock.cli.Penstock} is what the launcher script starts, and {@code Commands}
 * knows all commands by name and makes the one that is asked for. Commands of other modules are only listed here.
 *
 * <p>What a command does lives in the package of its subject, never in this one.
 */
package dev.penstock.cli;
