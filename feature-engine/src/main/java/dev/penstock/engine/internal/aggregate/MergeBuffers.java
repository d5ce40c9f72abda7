// SPDX-License-Identifier: Apache-2.0
package dev.penstock.engine.internal.aggregate;

import dev.penstock.engine.internal.codec.Decimal;

/** What the merging of states takes from one merge to the next, so that it makes no objects. Not thread-safe. */
public final class MergeBuffers {

    final Decimal number = new Decimal();
    final Decimal otherNumber = new Decimal();
    final ScalarBytes order = new ScalarBytes();
    final DistinctMerger distinct = new DistinctMerger();
}
