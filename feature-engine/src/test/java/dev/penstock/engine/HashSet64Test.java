// SPDX-License-Identifier: Apache-2.0
package dev.penstock.engine;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;

import java.util.List;
import java.util.TreeSet;

import static org.assertj.core.api.Assertions.assertThat;

class HashSet64Test {

    /** Few different ones, 0 and those that meet in one place among them. */
    @Property
    void shouldHoldEachHashOnce(@ForAll @Size(max = 300) List<@LongRange(min = -64, max = 64) Long> hashes) {
        var set = new HashSet64();
        assertHolds(set, hashes);
        set.clear();
        assertHolds(set, hashes.subList(hashes.size() / 2, hashes.size()));
    }

    private static void assertHolds(HashSet64 set, List<Long> hashes) {
        var expected = new TreeSet<Long>();
        for (long hash : hashes) {
            assertThat(set.add(32 * hash)).isEqualTo(expected.add(32 * hash));
        }
        var copy = new long[expected.size()];
        set.copyTo(copy);
        assertThat(copy).containsExactlyInAnyOrder(expected.toArray(Long[]::new));
        var seen = new TreeSet<Long>();
        set.forEach(seen::add);
        assertThat(seen).isEqualTo(expected);
    }
}
