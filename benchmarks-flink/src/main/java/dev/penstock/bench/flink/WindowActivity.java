// SPDX-License-Identifier: Apache-2.0
package dev.penstock.bench.flink;

import dev.penstock.bench.contender.dsl.BinaryActivity;

/**
 * A user's activity in a window, as it is kept.
 *
 * @param changed whether the row that was sent last, if any, is out of date
 */
record WindowActivity(BinaryActivity activity, boolean changed) {}
