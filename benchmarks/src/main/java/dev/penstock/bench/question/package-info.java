// SPDX-License-Identifier: Apache-2.0
/**
 * The questions, each a {@link dev.penstock.bench.question.Question} that goes through its cases and their rounds and gives
 * {@link dev.penstock.bench.question.Case}s with the figures of each {@link dev.penstock.bench.question.Round}. Answers are
 * held against the truth before their figures count.
 *
 * <p>A class whose name ends in Round is one contender's turn. How answers are shown and compared is not known here.
 */
package dev.penstock.bench.question;
