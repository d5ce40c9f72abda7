// SPDX-License-Identifier: Apache-2.0
/**
 * The offline store: every row once, in Parquet files.
 *
 * <p>Each group has a folder, a table, and in it a folder for each date. Beside the tables is a folder in which each partition
 * of a topic has one owner: {@link dev.penstock.store.parquet.Claim} says how rows get from there into tables, once.
 */
package dev.penstock.store.parquet;
