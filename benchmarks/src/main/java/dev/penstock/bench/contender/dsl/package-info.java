// SPDX-License-Identifier: Apache-2.0
/**
 * User activity written by hand with the Kafka Streams DSL, as a reader of its documentation would: one application as one
 * writes it first ({@link dev.penstock.bench.contender.dsl.JsonDsl}), one as it has to be to be fast ({@link
 * dev.penstock.bench.contender.dsl.BinaryDsl}). Their rows have the columns that Penstock's have.
 *
 * <p>Nothing of Penstock is used here, and nothing of the harness.
 */
package dev.penstock.bench.contender.dsl;
