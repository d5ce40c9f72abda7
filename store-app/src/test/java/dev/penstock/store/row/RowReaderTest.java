// SPDX-License-Identifier: Apache-2.0
package dev.penstock.store.row;

import dev.penstock.event.pipeline.ColumnType;
import dev.penstock.event.pipeline.ColumnType.Kind;
import dev.penstock.event.pipeline.Pipeline;
import dev.penstock.store.TestPipelines;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

import static org.assertj.core.api.Assertions.assertThat;

class RowReaderTest {

    private static final String WINDOW = "\"window_start\":60000,\"window_end\":120000";

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "TEXT; \"a\\u00fc\\\"b\"; aü\"b",
                "TEXT; \"\"; ``",
                "TEXT; 7; 7",
                "TEXT; true; true",
                "TEXT; {\"click\":2,\"view\":1}; {\"click\":2,\"view\":1}",
                "TEXT; null; none",
                "INTEGER; 12; 12",
                "INTEGER; -9223372036854775808; -9223372036854775808",
                "INTEGER; 9223372036854775808; unfit",
                "INTEGER; 3.0; 3",
                "INTEGER; 3.5; unfit",
                "INTEGER; \"12\"; 12",
                "INTEGER; \"a\"; unfit",
                "DOUBLE; 0.1; 0.1",
                "DOUBLE; 123456789012345678; 1.2345678901234568E17",
                "DOUBLE; 1e300; 1.0E300",
                "DOUBLE; 56.13134615384615; 56.13134615384615",
                "DOUBLE; -0.000000000000000001; -1.0E-18",
                "DOUBLE; true; unfit",
                "BOOLEAN; true; true",
                "BOOLEAN; \"true\"; unfit",
                "TIMESTAMP; \"2026-11-21T08:06:31.250Z\"; at 1795248391250",
                "TIMESTAMP; 1795248391; at 1795248391000",
                "TIMESTAMP; 1795248391250; at 1795248391250",
                "TIMESTAMP; \"yesterday\"; unfit",
                "TEXTS; [\"a\",7,true]; [a, 7, true]",
                "TEXTS; []; []",
                "TEXTS; [null]; unfit",
                "INTEGERS; [1,-2]; [1, -2]",
                "INTEGERS; [1.5]; unfit",
                "INTEGERS; [9223372036854775808]; unfit",
                "DOUBLES; [1,2.5]; [1.0, 2.5]",
                "DOUBLES; 1; unfit"
            })
    void shouldReadAValueInItsType(Kind kind, String json, String expected) {
        assertThat(value(ColumnType.of(kind), json)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "18, 2, 12.5, 12.50",
        "18, 2, 12.345, 12.34",
        "18, 2, 12.355, 12.36",
        "4, 2, 99.99, 99.99",
        "4, 2, 99.995, unfit",
        "38, 18, 12345678901234567890.123456789012345678, 12345678901234567890.123456789012345678",
        "3, 0, 1e2, 100",
        "38, 0, 1e38, unfit"
    })
    void shouldRoundDecimalsToTheirScaleAndRefuseThoseThatAreTooLong(int precision, int scale, String json, String is) {
        assertThat(value(ColumnType.decimal(precision, scale), json)).isEqualTo(is);
    }

    @Test
    void shouldHaveNoValueForAColumnThatARowHasNot() {
        var reader = new RowReader(List.of(new RowField("n", ColumnType.of(Kind.INTEGER), false)));
        assertThat(reader.read(utf8("{" + WINDOW + "}"))).isTrue();
        assertThat(read(reader)).isEqualTo("none");
        assertThat(reader.windowStart()).isEqualTo(60_000);
        assertThat(reader.windowEnd()).isEqualTo(120_000);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "no JSON",
                "[]",
                "{\"user\":\"u\"}",
                "{\"user\":\"u\",\"window_start\":1,\"window_end\":\"two\"}",
                "{\"window_start\":1,\"window_end\":2}",
                "{\"user\":null,\"window_start\":1,\"window_end\":2}"
            })
    void shouldTellWhatIsNoRow(String json) {
        var reader = new RowReader(List.of(new RowField("user", ColumnType.of(Kind.TEXT), true)));
        assertThat(reader.read(utf8(json))).isFalse();
    }

    @Test
    void shouldGiveColumnsTheTypesThatFollowFromTheirAggregates() {
        Pipeline pipeline = TestPipelines.read("""
                features:
                  g:
                    from: s
                    key: [geo.region, item]
                    window: 1m
                    to: g
                    columns: {n: {count: events}, sum: {sum: x}, last: {last: x}, few: {last_n: {field: x, n: 2}}, by: {count_by: x}, r: {ratio: [sum, n]}}
                stores:
                  a: {parquet: /tmp/none, types: {item: integer, g.sum: "decimal(18,2)"}}
                """);
        assertThat(RowField.of(pipeline.group("g"), pipeline.stores().get(0)))
                .containsExactly(
                        new RowField("geo.region", ColumnType.of(Kind.TEXT), true),
                        new RowField("item", ColumnType.of(Kind.INTEGER), true),
                        new RowField("n", ColumnType.of(Kind.INTEGER), false),
                        new RowField("sum", ColumnType.decimal(18, 2), false),
                        new RowField("last", ColumnType.of(Kind.TEXT), false),
                        new RowField("few", ColumnType.of(Kind.TEXTS), false),
                        new RowField("by", ColumnType.of(Kind.TEXT), false),
                        new RowField("r", ColumnType.of(Kind.DOUBLE), false));
        var reader = new RowReader(List.of(new RowField("geo.region", ColumnType.of(Kind.TEXT), true)));
        assertThat(reader.read(utf8("{\"geo.region\":\"eu\"," + WINDOW + "}"))).isTrue();
        assertThat(read(reader)).isEqualTo("eu");
    }

    private static String value(ColumnType type, String json) {
        var reader = new RowReader(List.of(new RowField("x", type, false)));
        assertThat(reader.read(utf8("{\"x\":" + json + "," + WINDOW + "}"))).isTrue();
        return read(reader);
    }

    private static String read(RowReader reader) {
        var sink = new TextOfValue();
        return reader.value(0, sink) ? sink.text.orElseThrow() : "unfit";
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static final class TextOfValue implements ValueSink {

        private Optional<String> text = Optional.empty();

        @Override
        public void nothing() {
            text = Optional.of("none");
        }

        @Override
        public void text(byte[] utf8, int from, int to) {
            text = Optional.of(new String(utf8, from, to - from, StandardCharsets.UTF_8));
        }

        @Override
        public void integer(long value) {
            text = Optional.of(String.valueOf(value));
        }

        @Override
        public void real(double value) {
            text = Optional.of(String.valueOf(value));
        }

        @Override
        public void bool(boolean value) {
            text = Optional.of(String.valueOf(value));
        }

        @Override
        public void time(long millis) {
            text = Optional.of("at " + millis);
        }

        @Override
        public void decimal(BigDecimal value) {
            text = Optional.of(value.toPlainString());
        }

        @Override
        public void list(Kind kind, List<?> elements) {
            text = Optional.of(elements.toString());
        }
    }
}
