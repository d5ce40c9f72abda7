// SPDX-License-Identifier: Apache-2.0
package dev.penstock.bench.question;

import dev.penstock.bench.harness.Setup;
import org.apache.kafka.clients.producer.ProducerConfig;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Under what it is measured how fresh rows are.
 *
 * @param rate events per second, at least 1
 * @param compression of what the contender writes, as Kafka calls it
 */
public record FreshnessCase(int rate, Setup setup, String compression) {

    /** What is advised where rows have to be fresh under load. */
    public static final String NO_COMPRESSION = "none";

    private static final Set<String> COMPRESSIONS = Set.of(NO_COMPRESSION, "gzip", "snappy", "lz4", "zstd");

    /** @throws IllegalArgumentException if a term is out of its range */
    public FreshnessCase {
        if (rate < 1) {
            throw new IllegalArgumentException("a rate is at least 1 event per second, found " + rate);
        }
        if (!COMPRESSIONS.contains(compression)) {
            throw new IllegalArgumentException(
                    "a compression is none, gzip, snappy, lz4 or zstd, found '" + compression + "'");
        }
    }

    /** As a row of the table begins. */
    String name() {
        return String.format(Locale.ROOT, "%,d events/s, commit every %,d ms", rate, setup.commitMillis());
    }

    /** Begins the ids of applications. */
    String id() {
        return String.format(Locale.ROOT, "bench-%d-%d", rate, setup.commitMillis());
    }

    /** As results files have it. */
    Map<String, String> settings() {
        Map<String, String> settings = new TreeMap<>(setup.settings());
        settings.put("events per second", String.valueOf(rate));
        settings.put("compression", compression);
        return settings;
    }

    /** For the contender. */
    Map<String, String> kafka() {
        return Map.of(ProducerConfig.COMPRESSION_TYPE_CONFIG, compression);
    }
}
