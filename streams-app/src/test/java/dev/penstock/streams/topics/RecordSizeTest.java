// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.topics;

import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.Random;

import static org.assertj.core.api.Assertions.assertThat;

class RecordSizeTest {

    @ParameterizedTest
    @ValueSource(strings = {"none", "gzip", "snappy", "lz4", "zstd"})
    void shouldKnowWhatSurelyFitsHoweverItIsCompressed(String compression) {
        for (int limit : new int[] {300, 2_000, 70_000, 1_048_588}) {
            var headers = new RecordHeaders();
            headers.add("name", new byte[20]);
            byte[] value = new byte[(int) (RecordSize.surelyWithin(limit) - RecordSize.most(null, null, headers))];
            new Random(limit).nextBytes(value);

            assertThat(RecordSize.compressed(null, value, headers, compression))
                    .isLessThanOrEqualTo(limit)
                    .isGreaterThan(limit - limit / 500 - 200);
        }
    }
}
