// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.client;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Set;

import static org.assertj.core.api.Assertions.assertThat;

class UnknownSettingsTest {

    @Test
    void shouldNameWhatNobodyReadsAndWhatWasMeant() {
        assertThat(UnknownSettings.among(
                        List.of("comit.interval.ms", "producer.liger.ms", "colour", "commit.interval.ms"), Set.of()))
                .containsExactly(
                        "neither Kafka nor Penstock has a setting 'colour'",
                        "neither Kafka nor Penstock has a setting 'comit.interval.ms'; did you mean 'commit.interval.ms'?",
                        "neither Kafka nor Penstock has a setting 'producer.liger.ms'; did you mean 'linger.ms'?");
    }

    @Test
    void shouldKnowSettingsOfAllClientsWithTheirPrefixes() {
        assertThat(UnknownSettings.among(
                        List.of(
                                "num.stream.threads",
                                "linger.ms",
                                "main.consumer.max.poll.records",
                                "restore.consumer.fetch.min.bytes",
                                "admin.retries",
                                "topic.segment.bytes",
                                "ssl.truststore.location",
                                "sasl.jaas.config",
                                "metrics.context.team",
                                "mine"),
                        Set.of("mine")))
                .isEmpty();
    }
}
