// SPDX-License-Identifier: Apache-2.0
package dev.penstock.aggregate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.penstock.aggregate.codec.JsonWriter;
import dev.penstock.aggregate.codec.TileReader;
import dev.penstock.aggregate.codec.TileWriter;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

class ValueCountsTest {

    private static void add(ValueCounts counts, String text) {
        byte[] utf8 = text.getBytes(UTF_8);
        counts.add(utf8, 0, utf8.length, 1);
    }

    private static byte[] state(List<String> texts) {
        var counts = new ValueCounts();
        texts.forEach(text -> add(counts, text));
        var out = new TileWriter();
        counts.write(out);
        return out.toByteArray();
    }

    private static String json(byte[] state) {
        var json = new JsonWriter();
        new CountBy(States.X).writeValue(new TileReader(state), json, null);
        return new String(json.toByteArray(), UTF_8);
    }

    @Example
    void shouldCountEachValueTheMostFrequentFirst() {
        assertThat(json(state(List.of("b", "a", "c", "a", "other", "é\"", "c"))))
                .isEqualTo("{\"a\":2,\"c\":2,\"b\":1,\"é\\\"\":1,\"other\":1}");
        assertThat(json(state(List.of()))).isEqualTo("{}");
        assertThat(json(state(List.of("x".repeat(129), "x".repeat(128)))))
                .isEqualTo("{\"" + "x".repeat(128) + "\":1,\"other\":1}");
    }

    /** However many values there are, in whatever order and however they are split. */
    @Property(tries = 200)
    void shouldBeTheSameInAnyOrderAndCountTheKeptExactly(
            @ForAll Random random,
            @ForAll @IntRange(min = 1, max = 300) int values,
            @ForAll @IntRange(max = 3_000) int events)
            throws IOException {
        var texts = new ArrayList<String>();
        Map<String, Integer> exact = new HashMap<>();
        for (int i = 0; i < events; i++) {
            String text = "v" + random.nextInt(1 + random.nextInt(values));
            texts.add(text);
            exact.merge(text, 1, Integer::sum);
        }
        byte[] all = state(texts);

        Collections.shuffle(texts, random);
        int cut = random.nextInt(texts.size() + 1);
        byte[] one = state(texts.subList(0, cut));
        byte[] other = state(texts.subList(cut, texts.size()));
        var merged = new TileWriter();
        new CountBy(States.X).newMerger().merge(new TileReader(one), new TileReader(other), merged);

        assertThat(merged.toByteArray()).isEqualTo(all);
        JsonNode row = new ObjectMapper().readTree(json(all));
        long rest = events;
        for (var count : row.properties()) {
            rest -= count.getValue().asLong();
            if (!count.getKey().equals("other")) {
                assertThat(count.getValue().asInt()).isEqualTo(exact.get(count.getKey()));
            }
        }
        assertThat(rest).isZero();
        assertThat(row.size()).isEqualTo(exact.size() <= 100 ? exact.size() : 101);
    }
}
