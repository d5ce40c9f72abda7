// SPDX-License-Identifier: Apache-2.0
/**
 * What the first stage sends to the second, through a repartition topic where a group needs one:
 * {@link dev.penstock.engine.internal.exchange.Delta deltas} and
 * {@link dev.penstock.engine.internal.exchange.TimeMark marks of time}, and the names of the nodes that they pass.
 *
 * <p>A format of topics: instances of neighbouring versions exchange it while they are replaced one by one.
 */
package dev.penstock.engine.internal.exchange;
