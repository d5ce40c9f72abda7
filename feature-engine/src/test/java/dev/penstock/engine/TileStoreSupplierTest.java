// SPDX-License-Identifier: Apache-2.0
package dev.penstock.engine;

import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.errors.ProcessorStateException;
import org.apache.kafka.streams.processor.TaskId;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.Stores;
import org.apache.kafka.streams.state.WindowBytesStoreSupplier;
import org.apache.kafka.streams.state.WindowStore;
import org.apache.kafka.streams.state.internals.WithRetentionPeriod;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;

import static java.util.Comparator.comparing;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class TileStoreSupplierTest {

    private static final byte[] KEY = {1};
    private static final byte[] TILE = {2};

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
            WindowStore<byte[], byte[]> store = opened(supplier, config, folder);
            try {
                assertThat(Duration.ofMillis(WithRetentionPeriod.resolveRetentionPeriod(store)))
                        .isEqualTo(restored);
            } finally {
                store.close();
            }
        }
    }

    /** As after a kill, when the task is made anew to read its state back. */
    @Test
    void shouldLetGoOfTheSegmentsBeforeOneThatCantBeOpened(@TempDir Path folder) throws IOException {
        var group = Groups.group(List.of(Groups.USER));
        long later = Duration.ofHours(13).toMillis();
        for (WindowBytesStoreSupplier supplier :
                List.of(TileStoreSupplier.writtenBehind(group, 0), TileStoreSupplier.timestamped(group))) {
            Path place = Files.createTempDirectory(folder, "task");
            WindowStore<byte[], byte[]> before = opened(supplier, new Properties(), place);
            before.put(KEY, TILE, 0);
            before.put(KEY, TILE, later);
            before.close();
            Path manifest = lastSegment(place.resolve(group.name())).resolve("CURRENT");
            byte[] intact = Files.readAllBytes(manifest);

            Files.writeString(manifest, "damaged");
            assertThatThrownBy(() -> opened(supplier, new Properties(), place))
                    .isInstanceOf(ProcessorStateException.class);

            Files.write(manifest, intact);
            WindowStore<byte[], byte[]> after = opened(supplier, new Properties(), place);
            try {
                assertThat(after.fetch(KEY, 0)).isEqualTo(TILE);
                assertThat(after.fetch(KEY, later)).isEqualTo(TILE);
            } finally {
                after.close();
            }
        }
    }

    private static Path lastSegment(Path store) throws IOException {
        try (Stream<Path> segments = Files.list(store)) {
            return segments.max(comparing(segment ->
                            Long.valueOf(segment.getFileName().toString().replaceFirst(".*\\.", ""))))
                    .orElseThrow();
        }
    }

    private static WindowStore<byte[], byte[]> opened(
            WindowBytesStoreSupplier supplier, Properties config, Path folder) {
        WindowStore<byte[], byte[]> store = Stores.windowStoreBuilder(supplier, Serdes.ByteArray(), Serdes.ByteArray())
                .withCachingDisabled()
                .withLoggingDisabled()
                .build();
        var context = new MockProcessorContext<Void, Void>(config, new TaskId(0, 0), folder.toFile());
        store.init(context.getStateStoreContext(), store);
        return store;
    }
}
