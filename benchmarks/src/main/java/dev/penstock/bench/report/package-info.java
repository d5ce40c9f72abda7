// SPDX-License-Identifier: Apache-2.0
/**
 * What becomes of answers: files, tables, pictures, the pages that show them, ratios and targets, and what changed between
 * two files. What a question's table shows, and which contenders are compared, is in {@link
 * dev.penstock.bench.report.QuestionReport}.
 *
 * <p>Nothing is measured here: all of it works on results that were read from a file.
 */
package dev.penstock.bench.report;
