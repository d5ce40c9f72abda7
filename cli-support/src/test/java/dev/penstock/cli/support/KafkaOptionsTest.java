// SPDX-License-Identifier: Apache-2.0
package dev.penstock.cli.support;

import org.junit.jupiter.api.Test;

import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.entry;

class KafkaOptionsTest {

    private static final Map<String, String> NONE = Map.of();

    @Test
    void shouldPreferFlagToEnvironmentToFileToDefault() {
        var merged = KafkaOptions.merge(
                Map.of("acks", "default", "linger.ms", "default", "batch.size", "default", "retries", "default"),
                Map.of("acks", "file", "linger.ms", "file", "batch.size", "file"),
                Map.of("KAFKA_ACKS", "environment", "KAFKA_LINGER_MS", "environment"),
                Map.of("acks", "flag"));

        assertThat(merged)
                .containsOnly(
                        entry("acks", "flag"),
                        entry("linger.ms", "environment"),
                        entry("batch.size", "file"),
                        entry("retries", "default"));
    }

    @Test
    void shouldNameSettingsOfTheEnvironmentAsKafkaImagesDo() {
        var environment = Map.of(
                "KAFKA_BOOTSTRAP_SERVERS", "a:1,b:2",
                "KAFKA_SSL_KEYSTORE_LOCATION", "/keys",
                "KAFKA_ODD__NAME___HERE", "x");

        assertThat(KafkaOptions.ofEnvironment(environment))
                .containsOnly(
                        entry("bootstrap.servers", "a:1,b:2"),
                        entry("ssl.keystore.location", "/keys"),
                        entry("odd_name-here", "x"));
    }

    @Test
    void shouldLeaveOutWhatIsNoSettingOfAClient() {
        var environment = Map.of("KAFKA_HEAP_OPTS", "-Xmx1g", "KAFKA_ACKS", " ", "PATH", "/bin", "MY_KAFKA_ACKS", "1");

        assertThat(KafkaOptions.ofEnvironment(environment)).isEmpty();
    }

    @Test
    void shouldReadAPropertiesFile() {
        String file = """
                # how to reach the cluster
                bootstrap.servers = kafka-1:9092,\\
                    kafka-2:9092
                acks: all \s
                """;

        assertThat(KafkaOptions.parse(file))
                .containsOnly(entry("bootstrap.servers", "kafka-1:9092,kafka-2:9092"), entry("acks", "all"));
    }

    @Test
    void shouldRefuseABrokenPropertiesFile() {
        assertThatIllegalArgumentException().isThrownBy(() -> KafkaOptions.parse("a=\\u12"));
    }

    @Test
    void shouldGiveSettingsThatCannotBeChanged() {
        var merged = KafkaOptions.merge(Map.of("acks", "all"), NONE, NONE, NONE);

        assertThat(merged).isUnmodifiable();
    }
}
