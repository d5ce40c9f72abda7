// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.client;

import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.Map;

import static org.assertj.core.api.Assertions.assertThatCode;

class KafkaSettingsTest {

    @ParameterizedTest
    @ValueSource(strings = {"streams", "STREAMS", "classic", "consumer"})
    void shouldMakeConsumersWhateverGroupProtocolStreamsAreToldToUse(String protocol) {
        var settings = new KafkaSettings(
                Map.of("bootstrap.servers", "localhost:1", "group.id", "g", "group.protocol", protocol));

        assertThatCode(() -> new KafkaConsumer<>(
                                settings.client(Map.of()), new ByteArrayDeserializer(), new ByteArrayDeserializer())
                        .close())
                .doesNotThrowAnyException();
    }
}
