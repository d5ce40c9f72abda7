// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.dedup;

import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.util.stream.IntStream;

import static org.assertj.core.api.Assertions.assertThat;

class IdFilterTest {

    private static final int IDS = 300_000;

    private final IdFilter filter = new IdFilter(1 << 20);

    private static long hash(String id) {
        return IdFilter.hash(id.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void shouldHaveEachIdThatWasAddedAndRuleOutNearlyAllOthers() {
        for (int i = 0; i < IDS; i++) {
            filter.add(hash("id-" + i));
        }

        assertThat(IntStream.range(0, IDS)).allMatch(i -> filter.mayHave(hash("id-" + i)));
        assertThat(IntStream.range(0, IDS).filter(i -> filter.mayHave(hash("other-" + i))))
                .hasSizeLessThan(IDS / 20);
    }

    @Test
    void shouldRuleOutNoneWhenThereAreMoreThanItHasRoomFor() {
        for (int i = 0; i < 10 * IDS; i++) {
            filter.add(hash("id-" + i));
        }

        assertThat(IntStream.range(0, 1_000)).allMatch(i -> filter.mayHave(hash("other-" + i)));
    }
}
