// SPDX-License-Identifier: Apache-2.0
package dev.penstock.producer.encode;

import dev.penstock.event.encode.ValueEncoder;
import dev.penstock.producer.generator.Generator;
import dev.penstock.producer.generator.GeneratorOptions;
import dev.penstock.producer.generator.TextGenerator;
import dev.penstock.producer.send.EventSource;
import dev.penstock.producer.send.OutgoingEvent;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

import static org.assertj.core.api.Assertions.assertThat;

class GeneratedSchemasTest {

    private static final GeneratorOptions OPTIONS = GeneratorOptions.DEFAULT.withCount(500);

    @ParameterizedTest
    @ValueSource(strings = {"AVRO", "PROTOBUF"})
    void shouldFitAllThatIsMadeUp(String type) throws IOException {
        var texts = new TextGenerator(OPTIONS, new TextGenerator.Shares(0.1, 0.1, 0.1, 0.1, 0.1));

        assertThat(encoded(new Generator(OPTIONS), type)).containsExactlyInAnyOrder("user-login", "app-events");
        assertThat(encoded(texts, type)).containsExactly("sentiment_requests");
    }

    private static Set<String> encoded(EventSource events, String type) throws IOException {
        var topics = new HashSet<String>();
        for (Optional<OutgoingEvent> next = events.next(); next.isPresent(); next = events.next()) {
            var record = next.get().record();
            var schema = GeneratedSchemas.of(type).get(record.topic());
            assertThat(ValueEncoder.of(schema, "", 1).encode(record.value())).isNotEmpty();
            topics.add(record.topic());
        }
        return topics;
    }
}
