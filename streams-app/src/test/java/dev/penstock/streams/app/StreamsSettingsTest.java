// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.app;

import dev.penstock.cli.support.CommandException;
import org.apache.kafka.streams.StreamsConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.HashMap;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class StreamsSettingsTest {

    @Test
    void shouldProcessExactlyOnceWithNamedResources() {
        var config = config(Map.of());

        assertThat(config.getString("processing.guarantee")).isEqualTo("exactly_once_v2");
        assertThat(config.getLong("commit.interval.ms")).isEqualTo(100);
        assertThat(config.getBoolean("ensure.explicit.internal.resource.naming"))
                .isTrue();
        assertThat(config.getMainConsumerConfigs("g", "c", 0)).containsEntry("auto.offset.reset", "earliest");
        assertThat(config.getProducerConfigs("c"))
                .containsEntry("compression.type", "lz4")
                .containsEntry("max.request.size", "3145728");
    }

    @Test
    void shouldKeepNamesOfInternalResourcesEnforced() {
        assertThat(config(Map.of("ensure.explicit.internal.resource.naming", "false"))
                        .getBoolean("ensure.explicit.internal.resource.naming"))
                .isTrue();
    }

    @Test
    void shouldPreferWhatIsGivenWithOrWithoutPrefix() {
        assertThat(config(Map.of("linger.ms", "77")).getProducerConfigs("c")).containsEntry("linger.ms", "77");
        assertThat(config(Map.of("producer.linger.ms", "78")).getProducerConfigs("c"))
                .containsEntry("linger.ms", "78");
    }

    @Test
    void shouldLeaveTheSessionToTheBrokerWithTheStreamsProtocol() {
        assertThat(settings(Map.of()).kafka()).containsEntry("session.timeout.ms", "15000");
        assertThat(settings(Map.of("group.protocol", "Streams")).kafka()).doesNotContainKey("session.timeout.ms");
    }

    @Test
    void shouldTakeSizesOfMemory() {
        assertThat(settings(Map.of("penstock.rocksdb.memory.bytes", "8388608")).rocksDbBytes())
                .isEqualTo(8_388_608);
        assertThat(settings(Map.of("penstock.rocksdb.memory.bytes", "2G")).rocksDbBytes())
                .isEqualTo(2_147_483_648L);
    }

    @ParameterizedTest
    @CsvSource({
        "penstock.rocksdb.memory.bytes, 8388607",
        "penstock.rocksdb.memory.bytes, 999999999999g",
        "penstock.on.missing.topic, create",
        "enable.transactional.statestores, true",
        "num.stream.threads, 0",
        "num.stream.threads, -1",
        "application.id, ''",
        "application.id, a/b",
        "commit.interval.ms, often",
        "commit.interval.ms, -1",
        "commit.interval.ms, 10001",
        "max.poll.records, some",
        "consumer.max.poll.records, some",
        "producer.compression.type, zip"
    })
    void shouldNameWhatIsWrong(String name, String value) {
        assertThatThrownBy(() -> settings(Map.of(name, value)))
                .isInstanceOf(CommandException.class)
                .hasMessageContaining(name.replaceFirst("^(consumer|producer)\\.", ""))
                .hasMessageNotContaining("\n");
    }

    @Test
    void shouldCommitAsOftenAsItCanIfAsked() {
        assertThat(config(Map.of("commit.interval.ms", "0")).getLong("commit.interval.ms"))
                .isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"transaction.timeout.ms", "producer.transaction.timeout.ms"})
    void shouldCommitNoLaterThanTransactionsTimeOut(String timeout) {
        assertThat(config(Map.of("commit.interval.ms", "60000", timeout, "60000"))
                        .getProducerConfigs("c"))
                .containsEntry("transaction.timeout.ms", "60000");
        assertThatThrownBy(() -> config(Map.of("commit.interval.ms", "5001", timeout, "5000")))
                .isInstanceOf(CommandException.class)
                .hasMessageContainingAll("commit.interval.ms", "5001", "transaction.timeout.ms", "5000")
                .hasMessageNotContaining("\n");
    }

    private static StreamsSettings settings(Map<String, String> more) {
        var all = new HashMap<>(StreamsSettings.defaults("penstock-default"));
        all.put("bootstrap.servers", "localhost:9092");
        all.putAll(more);
        return StreamsSettings.of(all);
    }

    private static StreamsConfig config(Map<String, String> more) {
        return new StreamsConfig(settings(more).kafka());
    }
}
