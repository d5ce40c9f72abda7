// SPDX-License-Identifier: Apache-2.0
package dev.penstock.store.redis;

import dev.penstock.event.pipeline.Pipeline;
import dev.penstock.store.TestPipelines;
import dev.penstock.store.app.StoreMeters;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

/** Holds keys and values against bytes that Feast 0.67.0 wrote. */
class FeastRowsTest {

    private static final String WINDOW = "\"window_start\":1795248360000,\"window_end\":1795248420250";

    @Test
    void shouldWriteATextKeyAsFeastDoes() {
        assertThat(key("user_id", "{user_id: text}", "{\"user_id\":\"u1\"," + WINDOW + "}"))
                .isEqualTo("01000000" + "02000000" + "07000000" + "757365725f6964" + "02000000" + "02000000" + "7531"
                        + "73686f70");
    }

    @Test
    void shouldWriteAnIntegerKeyAsFeastDoes() {
        assertThat(key("item_id", "{item_id: integer}", "{\"item_id\":\"7\"," + WINDOW + "}"))
                .isEqualTo("01000000" + "02000000" + "07000000" + "6974656d5f6964" + "04000000" + "08000000"
                        + "0700000000000000" + "73686f70");
    }

    @Test
    void shouldSortSeveralJoinKeysByName() {
        String json = "{\"user_id\":\"u1\",\"item_id\":7," + WINDOW + "}";
        assertThat(key("[user_id, item_id]", "{item_id: integer}", json))
                .isEqualTo("02000000" + "02000000" + "07000000" + "6974656d5f6964" + "02000000" + "07000000"
                        + "757365725f6964" + "04000000" + "08000000" + "0700000000000000" + "02000000" + "02000000"
                        + "7531" + "73686f70");
    }

    @Test
    void shouldFindTheKeyOfAnEntityByTheTextsOfItsFields() {
        RedisGroup group = group("[user_id, item_id]", "{item_id: integer}");
        byte[] json = utf8("{\"user_id\":\"u1\",\"item_id\":7," + WINDOW + "}");
        assertThat(group.reader().read(json)).isTrue();
        assertThat(group.commands().keyOf(List.of("u1", "7")))
                .isEqualTo(group.commands().key(group.reader(), utf8("u1|7")).orElseThrow());
    }

    @Test
    void shouldHaveNoKeyForAValueOfAnotherType() {
        RedisGroup group = group("item_id", "{item_id: integer}");
        assertThat(group.reader().read(utf8("{\"item_id\":\"seven\"," + WINDOW + "}")))
                .isTrue();
        assertThat(group.commands().key(group.reader(), utf8("seven"))).isEmpty();
    }

    @Test
    void shouldNameFieldsByTheCheckSumOfViewAndFeature() {
        assertThat(hex(FeastRows.name("user_activity", "clicks_1m"))).isEqualTo("6e3a324d");
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "integer, 5, 2005",
                "integer, -1, 20ffffffffffffffffff01",
                "double, 0.25, 29000000000000d03f",
                "text, ``, 1200",
                "boolean, true, 3801",
                "boolean, false, 3800",
                "timestamp, 1795248391, 4087a285d806",
                "`decimal(18,2)`, 12.3, e2020531322e3330",
                "text, null, ``"
            })
    void shouldWriteValuesAsFeastDoes(String type, String value, String hex) {
        String json = type.equals("text") && !value.equals("null") ? "\"" + value + "\"" : value;
        RedisGroup group = group("user_id", "{x: \"" + type + "\"}");
        assertThat(group.reader().read(utf8("{\"user_id\":\"u1\",\"x\":" + json + "," + WINDOW + "}")))
                .isTrue();
        var sink = new FeastValue();
        group.reader().value(1, sink);
        assertThat(hex(sink.toBytes())).isEqualTo(hex);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "list(text); [\"a\",\"\"]; 62050a01610a00",
                "list(integer); [1,300]; 72050a0301ac02",
                "list(double); [0.25]; 7a0a0a08000000000000d03f"
            })
    void shouldWriteListsAsProtocolBuffersDo(String type, String json, String hex) {
        RedisGroup group = group("user_id", "{xs: \"" + type + "\"}");
        assertThat(group.reader().read(utf8("{\"user_id\":\"u1\",\"xs\":" + json + "," + WINDOW + "}")))
                .isTrue();
        var sink = new FeastValue();
        group.reader().value(2, sink);
        assertThat(hex(sink.toBytes())).isEqualTo(hex);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {"1795248420000, 08a4a285d806", "1795248420250, 08a4a285d8061080e59a77", "0, ``"})
    void shouldWriteTimesAsFeastDoesAndReadThemBack(long millis, String hex) {
        assertThat(hex(FeastValue.timestamp(millis))).isEqualTo(hex);
        assertThat(FeastValue.millis(FeastValue.timestamp(millis))).isEqualTo(millis);
    }

    private static String key(String key, String types, String json) {
        RedisGroup group = group(key, types);
        assertThat(group.reader().read(utf8(json))).isTrue();
        return hex(group.commands().key(group.reader(), new byte[0]).orElseThrow());
    }

    private static RedisGroup group(String key, String types) {
        Pipeline pipeline = TestPipelines.read("""
                features:
                  user_activity:
                    {from: s, key: %s, window: 1m, to: g, columns: {x: {last: x}, xs: {last_n: {field: x, n: 3}}}}
                stores: {online: {redis: "redis://localhost", project: shop, types: %s}}
                """.formatted(key, types));
        return RedisGroup.of(
                pipeline.group("user_activity"),
                TestPipelines.redis(pipeline),
                new StoreMeters(new SimpleMeterRegistry(), "online"));
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }
}
