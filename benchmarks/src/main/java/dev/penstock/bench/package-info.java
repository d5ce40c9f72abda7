// SPDX-License-Identifier: Apache-2.0
/**
 * The {@code bench} commands: their options, what they ask, what they print, and the file that their results go to.
 *
 * <p>Four words tell an experiment. A <em>question</em> is what somebody wants to know, such as the throughput; it has a
 * command of its own. A <em>case</em> is a question under certain circumstances, such as a number of keys. In each
 * <em>round</em> of a case every <em>contender</em> takes its turn: Penstock in some setting, or an alternative.
 *
 * <p>No measuring here: questions are in {@link dev.penstock.bench.question}, contenders in {@link
 * dev.penstock.bench.contender}, tables, pictures and comparisons in {@link dev.penstock.bench.report}.
 */
package dev.penstock.bench;
