// SPDX-License-Identifier: Apache-2.0
package dev.penstock.store.parquet;

import dev.penstock.event.pipeline.Pipeline;
import dev.penstock.event.pipeline.Store;
import dev.penstock.store.Rows;
import dev.penstock.store.TestPipelines;
import dev.penstock.store.app.StoreMeters;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

/** What others make of the files. */
class ParquetReadersTest {

    private static final TopicPartition PARTITION = new TopicPartition("rows", 0);
    private static final int COMMITS = 150;

    private static final String ROWS = """
            ann | 1 | 2026-11-21 08:06:00+00:00 | 2026-11-21 08:07:00+00:00 | 2026-11-21 | 8 | 1 | 2.5 | -12.30 | 12345678901234567890.123456789012345678 | 2026-11-21 07:00:00.250000+00:00 | True | /höm | ['/a', '/b'] | [1.0, 2.5] | 2026-11-21 08:07:01+00:00 | 0 | 0
            ann | 2 | 2026-11-21 08:06:00+00:00 | 2026-11-21 08:07:00+00:00 | 2026-11-21 | 8 | 1 | None | None | None | None | None | None | [] | None | 2026-11-21 08:07:01+00:00 | 0 | 1
            """;

    @TempDir
    private Path folder;

    private ParquetStore store() {
        Pipeline pipeline = TestPipelines.read("""
                features:
                  g:
                    from: s
                    key: [user, item]
                    window: 1m
                    to: rows
                    columns:
                      n: {count: events}
                      sum: {sum: amount}
                      exact: {sum: price}
                      wide: {sum: price}
                      at: {last: at}
                      good: {last: good}
                      page: {last: page}
                      pages: {last_n: {field: page, n: 3}}
                      numbers: {last_n: {field: amount, n: 3}}
                stores:
                  offline:
                    parquet: "%s"
                    types: {item: integer, exact: "decimal(18,2)", wide: "decimal(38,18)", at: timestamp, good: boolean, numbers: list(double)}
                """.formatted(folder));
        var store = new ParquetStore(
                pipeline,
                (Store.Parquet) pipeline.stores().get(0),
                new StoreMeters(new SimpleMeterRegistry(), "offline"));
        store.open(Map.of(PARTITION, new Uuid(1, 2)));
        return store;
    }

    private static String row(int n, String columns) {
        return "{\"user\":\"ann\",\"item\":%d,\"window_start\":1795248360000,\"window_end\":1795248420000,\"n\":1%s}"
                .formatted(n, columns);
    }

    private void writeTwoRows() {
        try (var store = store()) {
            store.write(Rows.of(PARTITION, 0, "a", row(1, """
                    ,"sum":2.5,"exact":-12.3,"wide":12345678901234567890.123456789012345678,"at":"2026-11-21T07:00:00.25Z","good":true,\
                    "page":"/h\\u00f6m","pages":["/a","/b"],"numbers":[1,2.5]"""), "b", row(2, ",\"page\":null,\"pages\":[]")));
            store.release(List.of(PARTITION));
        }
    }

    private String shown(String reader) {
        return Readers.output(Readers.start("show", reader, folder.resolve("g"), folder));
    }

    @Test
    void shouldBeReadByDuckDb() {
        writeTwoRows();
        assertThat(shown("duckdb")).isEqualTo("""
                user VARCHAR
                item BIGINT
                window_start TIMESTAMP WITH TIME ZONE
                window_end TIMESTAMP WITH TIME ZONE
                window_date DATE
                window_hour INTEGER
                n BIGINT
                sum DOUBLE
                exact DECIMAL(18,2)
                wide DECIMAL(38,18)
                at TIMESTAMP WITH TIME ZONE
                good BOOLEAN
                page VARCHAR
                pages VARCHAR[]
                numbers DOUBLE[]
                row_time TIMESTAMP WITH TIME ZONE
                row_partition INTEGER
                row_offset BIGINT
                """ + ROWS);
    }

    @Test
    void shouldBeReadByPolars() {
        writeTwoRows();
        assertThat(shown("polars")).isEqualTo("""
                user String
                item Int64
                window_start Datetime(time_unit='us', time_zone='UTC')
                window_end Datetime(time_unit='us', time_zone='UTC')
                window_date Date
                window_hour Int32
                n Int64
                sum Float64
                exact Decimal(precision=18, scale=2)
                wide Decimal(precision=38, scale=18)
                at Datetime(time_unit='us', time_zone='UTC')
                good Boolean
                page String
                pages List(String)
                numbers List(Float64)
                row_time Datetime(time_unit='us', time_zone='UTC')
                row_partition Int32
                row_offset Int64
                """ + ROWS);
    }

    @Test
    void shouldBeReadByPandas() {
        writeTwoRows();
        assertThat(shown("pandas")).isEqualTo("""
                user str
                item int64
                window_start datetime64[us, UTC]
                window_end datetime64[us, UTC]
                window_date object
                window_hour int32
                n int64
                sum float64
                exact object
                wide object
                at datetime64[us, UTC]
                good object
                page str
                pages object
                numbers object
                row_time datetime64[us, UTC]
                row_partition int32
                row_offset int64
                """ + ROWS);
    }

    /** Whoever reads while files appear and grow finds rows of all commits up to one, each once. */
    @ParameterizedTest
    @ValueSource(strings = {"duckdb", "polars", "pandas"})
    void shouldBeReadWhileFilesAppear(String reader) throws IOException {
        try (var store = store()) {
            write(store, 0);
            Process watch = Readers.start("watch", reader, folder.resolve("g"), folder);
            for (int i = 1; i < COMMITS; i++) {
                write(store, i);
            }
            watch.getOutputStream().close();
            assertThat(Readers.output(watch)).isEqualTo("reads\n" + COMMITS + " rows\n");
        }
    }

    private static void write(ParquetStore store, int offset) {
        store.write(Rows.of(PARTITION, offset, "a", row(offset, "")));
        store.release(List.of(PARTITION));
    }
}
