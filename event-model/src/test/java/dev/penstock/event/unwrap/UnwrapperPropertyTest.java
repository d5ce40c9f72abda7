// SPDX-License-Identifier: Apache-2.0
package dev.penstock.event.unwrap;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.penstock.event.BadEvent;
import dev.penstock.event.DecodeLimits;
import dev.penstock.event.Event;
import dev.penstock.event.EventResult;
import dev.penstock.event.decode.EventDecoder;
import dev.penstock.event.pipeline.Pipeline;
import dev.penstock.event.pipeline.reader.PipelineReader;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/** Values of all shapes with a few bytes of them changed, cut or doubled. */
class UnwrapperPropertyTest {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private static final List<String> SHAPES = List.of(
            "unwrap: debezium",
            "unwrap: debezium, each: list",
            "unwrap: connect",
            "unwrap: cloudevents",
            "unwrap: data.row",
            "each: list");

    private static final String DECIMAL =
            "{'type':'bytes','name':'org.apache.kafka.connect.data.Decimal','parameters':{'scale':'2'},'field':'x'}";
    private static final String VARIABLE =
            "{'type':'struct','name':'io.debezium.data.VariableScaleDecimal','field':'y','fields':[]}";
    private static final String ROW = "{'ts':1,'x':'BM4=','y':{'scale':3,'value':'AQ=='},'list':[1,{'a':[]},'b'] }";
    private static final String SCHEMA = "{'type':'struct','fields':[" + DECIMAL + "," + VARIABLE
            + ",{'field':'list','type':'array','items':" + DECIMAL + "}]}";

    private static final List<String> VALUES = List.of(
            "{'schema':{'type':'struct','fields':[" + SCHEMA.replaceFirst("\\{", "{'field':'after',")
                    + "]},'payload':{'before':null,'after':" + ROW + ",'op':'c','ts_ms':1,'source':{'a':1}}}",
            "{'before':" + ROW + ",'after':null,'op':'d','ts_ms':1}",
            "{'schema':" + SCHEMA + ",'payload':" + ROW + "}",
            "{'specversion':'1.0','id':'1','time':'2026-01-01T00:00:00Z','data':" + ROW + "}",
            "{'specversion':'1.0','id':'1','data_base64':'eyJ0cyI6MX0='}",
            "{'data':{'row':" + ROW + "}}",
            ROW);

    @Property(tries = 20_000)
    void shouldNeverThrowAndOnlyMakeJson(
            @ForAll @IntRange(max = 5) int shape, @ForAll @IntRange(max = 6) int value, @ForAll Random random)
            throws IOException {
        EventDecoder decoder = decoder(SHAPES.get(shape));
        byte[] bytes = changed(VALUES.get(value).replace('\'', '"').getBytes(UTF_8), random);

        List<EventResult> results =
                decoder.decodeAll(bytes, name -> random.nextInt(4) == 0 ? "1".getBytes(UTF_8) : null);

        for (EventResult result : results) {
            if (result instanceof Event event) {
                assertThat(MAPPER.readTree(event.fields().json()).isObject()).isTrue();
            } else {
                assertThat(((BadEvent) result).detail()).isNotEmpty();
            }
        }
    }

    /** Data of the binary mode are not looked at before they are put into the event. */
    @Property
    void shouldRefuseDataThatEndEarly(@ForAll @IntRange(max = 5) int length) {
        byte[] data = Arrays.copyOf("{ \"ts\"".getBytes(UTF_8), length);

        assertThat(decoder("unwrap: cloudevents").decodeAll(data, name -> "1".getBytes(UTF_8)))
                .singleElement()
                .isInstanceOf(BadEvent.class);
    }

    private static byte[] changed(byte[] value, Random random) {
        byte[] bytes = value;
        for (int i = random.nextInt(4); i > 0; i--) {
            int from = random.nextInt(bytes.length);
            int to = Math.min(bytes.length, from + random.nextInt(8));
            switch (random.nextInt(3)) {
                case 0 -> bytes[from] = (byte) "{}[],:\"0n\\\u0000\u00ff".charAt(random.nextInt(12));
                case 1 -> bytes = joined(bytes, from, to);
                default -> bytes = joined(bytes, to, from);
            }
            if (bytes.length == 0) {
                return bytes;
            }
        }
        return bytes;
    }

    /** What stands before {@code end} and from {@code begin} on. */
    private static byte[] joined(byte[] bytes, int end, int begin) {
        byte[] joined = new byte[end + bytes.length - begin];
        System.arraycopy(bytes, 0, joined, 0, end);
        System.arraycopy(bytes, begin, joined, end, bytes.length - begin);
        return joined;
    }

    private static EventDecoder decoder(String shape) {
        Pipeline pipeline = PipelineReader.read("p.yaml", """
                sources:
                  s: {topic: s, %s, timestamp: {field: ts, unit: seconds}}
                streams:
                  t: {from: s, where: {__source.a: 1, list.a: 1}, to: t}
                """.formatted(shape));
        return new EventDecoder(pipeline, pipeline.sources().get(0), DecodeLimits.DEFAULT);
    }
}
