// SPDX-License-Identifier: Apache-2.0
package dev.penstock.bench.harness;

import java.util.Map;
import java.util.regex.Pattern;

/**
 * What is the same for all contenders.
 *
 * @param commitMillis how often the Kafka Streams applications commit
 * @param heap of a contender's JVM, as {@code -Xmx} takes it
 */
public record Setup(long commitMillis, String heap) {

    private static final Pattern SIZE = Pattern.compile("[1-9][0-9]*[kmgKMG]?");

    /** As results files have it. */
    public Map<String, String> settings() {
        return Map.of(
                "commit interval ms", String.valueOf(commitMillis), "heap", heap, "broker heap", Cluster.BROKER_HEAP);
    }

    /** @throws IllegalArgumentException if a setting is out of its range */
    public Setup {
        if (commitMillis < 1) {
            throw new IllegalArgumentException("a commit interval is at least 1 ms, found " + commitMillis);
        }
        if (!SIZE.matcher(heap).matches()) {
            throw new IllegalArgumentException("a heap has a size such as 512m or 2g, found '" + heap + "'");
        }
    }
}
