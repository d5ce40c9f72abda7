// SPDX-License-Identifier: Apache-2.0
package dev.penstock.cli.demo.state;

import dev.penstock.cli.demo.state.DemoSnapshot.Field;
import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

class JsonFieldsTest {

    @Test
    void shouldNameNestedFieldsByTheirPath() {
        assertThat(fields("{\"a\":1,\"b\":{\"c\":\"x\",\"d\":{\"e\":null}},\"f\":[1,{\"g\":2}],\"h\":true}"))
                .containsExactly(
                        new Field("a", "1"),
                        new Field("b.c", "x"),
                        new Field("b.d.e", "null"),
                        new Field("f", "[...]"),
                        new Field("h", "true"));
    }

    @Test
    void shouldShortenLongTextAndCountNoMoreFieldsThanCanBeSeen() {
        assertThat(fields("{\"a\":\"" + "x".repeat(100_000) + "\"}").get(0).value())
                .hasSizeLessThan(JsonFields.MOST_CHARS + 10);
        assertThat(fields("{" + "\"a\":1,".repeat(10_000) + "\"b\":2}")).hasSize(JsonFields.MOST_FIELDS);
        assertThat(fields("{\"a\":".repeat(500) + "1" + "}".repeat(500))).hasSizeLessThanOrEqualTo(1);
    }

    @Test
    void shouldTakeWhatIsNoObjectAsText() {
        assertThat(fields("[1]")).containsExactly(new Field("", "[1]"));
        assertThat(fields("")).containsExactly(new Field("", ""));
        assertThat(fields("{\"a\":")).containsExactly(new Field("", "{\"a\":"));
    }

    @Test
    void shouldShowWhatIsNestedInARowAsJson() {
        String row = "{\"last\":[\"a\",1,true],\"by\":{\"click\":2},\"n\":3}";

        assertThat(JsonFields.whole(row.getBytes(StandardCharsets.UTF_8)))
                .containsExactly(
                        new Field("last", "[\"a\",1,true]"), new Field("by", "{\"click\":2}"), new Field("n", "3"));
    }

    private static List<Field> fields(String json) {
        return JsonFields.of(json.getBytes(StandardCharsets.UTF_8));
    }
}
