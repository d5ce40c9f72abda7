// SPDX-License-Identifier: Apache-2.0
package dev.penstock.engine;

import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.processor.TaskId;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.Stores;
import org.apache.kafka.streams.state.WindowBytesStoreSupplier;
import org.apache.kafka.streams.state.internals.WithRetentionPeriod;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Properties;

import static org.assertj.core.api.Assertions.assertThat;

class TileStoreSupplierTest {

    /** The group's retention is a day; records of a changelog have the time at which they were written. */
    @ParameterizedTest
    @CsvSource({",PT48H", "3600000,PT25H"})
    void shouldHaveRestoredWhatTheChangelogKeepsForSure(
            String additionalMillis, Duration restored, @TempDir Path folder) {
        var group = Groups.group(List.of(Groups.USER));
        var config = new Properties();
        if (additionalMillis != null) {
            config.put(StreamsConfig.WINDOW_STORE_CHANGE_LOG_ADDITIONAL_RETENTION_MS_CONFIG, additionalMillis);
        }
        for (WindowBytesStoreSupplier supplier :
                List.of(TileStoreSupplier.writtenBehind(group, 0), TileStoreSupplier.timestamped(group))) {
            var store = Stores.windowStoreBuilder(supplier, Serdes.ByteArray(), Serdes.ByteArray())
                    .withCachingDisabled()
                    .withLoggingDisabled()
                    .build();
            var context = new MockProcessorContext<Void, Void>(config, new TaskId(0, 0), folder.toFile());
            store.init(context.getStateStoreContext(), store);
            try {
                assertThat(Duration.ofMillis(WithRetentionPeriod.resolveRetentionPeriod(store)))
                        .isEqualTo(restored);
            } finally {
                store.close();
            }
        }
    }
}
