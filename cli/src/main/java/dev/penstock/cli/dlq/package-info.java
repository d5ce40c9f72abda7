// SPDX-License-Identifier: Apache-2.0
/**
 * The {@code dlq} commands: what was set aside, shown or sent back to its topic. Here are options, counting and printing, and
 * that a replay is seen through when Ctrl-C comes.
 *
 * <p>What a dead letter holds, and how it is read and sent, is the application's.
 */
package dev.penstock.cli.dlq;
