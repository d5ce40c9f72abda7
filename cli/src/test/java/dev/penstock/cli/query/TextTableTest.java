// SPDX-License-Identifier: Apache-2.0
package dev.penstock.cli.query;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.stream.StreamSupport;

import static org.assertj.core.api.Assertions.assertThat;

class TextTableTest {

    @Test
    void shouldAlignTextAtItsBeginningAndNumbersAtTheirEnd() {
        assertThat(lines(List.of("item", "orders", "note"), "['a', 5, 'x']", "['longer', 1200, 'y']"))
                .containsExactly("item    orders  note", "a            5  x", "longer    1200  y");
    }

    @Test
    void shouldTellNullFromNothing() {
        assertThat(lines(List.of("ratio", "text"), "[null, '']", "[0.5, 'z']"))
                .containsExactly("ratio  text", " null", "  0.5  z");
    }

    @Test
    void shouldLetNothingThroughThatMovesTheCursor() {
        List<String> lines = lines(
                List.of("a\u001b[31m"),
                "['\\u001b[2Jgone']",
                "['two\\nlines\\t\\r']",
                "['\\u202egnp.exe']",
                "['\\u0000\\u009b']");

        assertThat(lines)
                .containsExactly(
                        "a\\u001b[31m",
                        "\\u001b[2Jgone",
                        "two\\u000alines\\u0009\\u000d",
                        "\\u202egnp.exe",
                        "\\u0000\\u009b");
    }

    @Test
    void shouldMakeRoomForWideCharacters() {
        assertThat(lines(List.of("name", "next"), "['日本', 'x']", "['ab', 'y']"))
                .containsExactly("name  next", "日本  x", "ab    y");
    }

    @Test
    void shouldCutLongTextsByTheColumnsThatTheyTake() {
        List<String> lines = lines(List.of("text"), "['" + "x".repeat(100_000) + "']", "['" + "日".repeat(1000) + "']");

        assertThat(lines.get(1)).isEqualTo("x".repeat(57) + "...");
        assertThat(lines.get(2)).isEqualTo("日".repeat(28) + "...");
    }

    @Test
    void shouldHaveAHeaderWithoutRows() {
        assertThat(lines(List.of("item", "orders"))).containsExactly("item  orders");
    }

    private static List<String> lines(List<String> header, String... rows) {
        var table = new TextTable(header);
        for (String row : rows) {
            table.add(StreamSupport.stream(json(row).spliterator(), false).toList());
        }
        return table.lines();
    }

    private static JsonNode json(String text) {
        try {
            return new JsonMapper().readTree(text.replace('\'', '"'));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(text, e);
        }
    }
}
