// SPDX-License-Identifier: Apache-2.0
package dev.penstock.event.decode;

import com.sun.management.ThreadMXBean;
import dev.penstock.event.DecodeLimits;
import dev.penstock.event.Event;
import dev.penstock.event.EventResult;
import dev.penstock.event.Fields;
import dev.penstock.event.pipeline.Pipeline;
import dev.penstock.event.pipeline.reader.PipelineReader;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.stream.Collectors;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class EventBufferTest {

    private static final EventDecoder MILLIS = decoder("millis");
    private static final EventDecoder ISO = decoder("iso8601");

    @Property
    void shouldHoldWhatTheDecoderMakesOfEachValueInTurn(@ForAll("values") List<String> values) {
        EventBuffer buffer = MILLIS.newBuffer();
        for (String text : values) {
            byte[] value = text.getBytes(UTF_8);
            EventResult expected = MILLIS.decode(value);

            assertThat(MILLIS.decodeInto(value, buffer)).isEqualTo(expected instanceof Event);
            assertThat(buffer.value()).isSameAs(value);
            assertThat(buffer.isEvent()).isEqualTo(expected instanceof Event);
            if (expected instanceof Event event) {
                assertThat(buffer.timestamp()).isEqualTo(event.timestamp());
                assertSameFields(buffer.fields(), event.fields());
            } else {
                assertThat(buffer.bad()).isEqualTo(expected);
            }
        }
    }

    private static void assertSameFields(Fields found, Fields expected) {
        for (int slot = 0; slot < MILLIS.projection().size(); slot++) {
            assertThat(found.kind(slot)).isEqualTo(expected.kind(slot));
            assertThat(found.get(slot)).isEqualTo(expected.get(slot));
            assertThat(found.verbatim(slot).map(ByteBuffer::wrap))
                    .isEqualTo(expected.verbatim(slot).map(ByteBuffer::wrap));
        }
    }

    @Provide
    static Arbitrary<List<String>> values() {
        Arbitrary<String> members = Arbitraries.of(
                "\"user\":\"u\"",
                "\"user\" : 12",
                "\"user\":{}",
                "\"ts\":1",
                "\"ts\": 2.5",
                "\"ts\":\"x\"",
                "\"type\":\"buy\"",
                "\"type\":\"b\\u0075y\"",
                "\"amount\":1.50",
                "\"amount\":\"x\"",
                "\"amount\":1e999",
                "\"x\":[{\"ts\":1}]",
                "\n\"y\":2",
                "\"user\":\"u2\",\"ts\":3,\"type\":\"view\"",
                "\"place\":{\"name\":\"p\"}",
                "\"place\":{\"id\":1,\"name\":2}",
                "!");
        return members.list()
                .ofMinSize(1)
                .ofMaxSize(5)
                .map(list -> list.stream().collect(Collectors.joining(",", "{", "}")))
                .list()
                .ofMaxSize(8);
    }

    @Test
    void shouldKeepAResultThroughLaterValues() {
        EventBuffer buffer = MILLIS.newBuffer();
        MILLIS.decodeInto(json("'user':'u1','ts':1"), buffer);
        var event = (Event) buffer.toResult();
        MILLIS.decodeInto(json("'x':'','user':'another','ts':2"), buffer);

        assertThat(event.timestamp()).isEqualTo(1);
        assertThat(MILLIS.partitionKey(event)).isEqualTo("u1");
    }

    @Test
    void shouldHoldNoEventBeforeTheFirstValueAndNoReasonForAnEvent() {
        EventBuffer buffer = MILLIS.newBuffer();
        assertThat(buffer.isEvent()).isFalse();
        MILLIS.decodeInto(json("'user':'u','ts':1"), buffer);
        assertThatThrownBy(buffer::bad).isInstanceOf(IllegalStateException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"'u 1'", "'é😀'", "'a\\u00e9\\n'", "''", "-12", "12345678901234567890123", "true", "false"})
    void shouldKnowTheRecordKeyOfAnEvent(String user) {
        Event event = (Event) MILLIS.decode(json("'ts':1,'user':" + user));
        String key = MILLIS.partitionKey(event);

        assertThat(MILLIS.partitionKeyEquals(event.fields(), key.getBytes(UTF_8)))
                .isTrue();
        for (String other : List.of(key + "x", "x" + key, "x", key.isEmpty() ? "\0" : key.substring(1))) {
            assertThat(MILLIS.partitionKeyEquals(event.fields(), other.getBytes(UTF_8)))
                    .as(other)
                    .isFalse();
        }
    }

    @Test
    void shouldAllocateNothingForAnEvent() {
        byte[][] events = {
            json(
                    "'event':'e-17','user':'u1','ts':1700000000123,'type':'buy','amount':12.50,'place':{'id':[1,2],'name':'é'}"),
            json("'event':'e-18','user':'u2','ts':1700000000124,'type':'view','tags':['a\\n',{'b':null}]")
        };
        byte[][] isoEvents = {
            json("'user':17,'ts':'2015-05-17T10:05:03.250+02:00','type':'buy','amount':-0.5'".replace("0.5'", "0.5"))
        };

        assertThat(leastAllocation(MILLIS, events)).isZero();
        assertThat(leastAllocation(ISO, isoEvents)).isZero();
    }

    /** Bytes for a thousand events, at the best of many attempts: the virtual machine itself allocates now and then. */
    private static long leastAllocation(EventDecoder decoder, byte[][] events) {
        var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        EventBuffer buffer = decoder.newBuffer();
        long least = Long.MAX_VALUE;
        for (int attempt = 0; attempt < 50 && least > 0; attempt++) {
            long before = threads.getCurrentThreadAllocatedBytes();
            boolean good = true;
            for (int i = 0; i < 1_000; i++) {
                byte[] event = events[i % events.length];
                good &= decoder.decodeInto(event, buffer) && !decoder.partitionKeyEquals(buffer.fields(), event);
            }
            least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
            assertThat(good).isTrue();
        }
        return least;
    }

    private static EventDecoder decoder(String unit) {
        Pipeline pipeline = PipelineReader.read("test.yaml", """
                sources:
                  in: {topic: in, partitioned_by: user, timestamp: {field: ts, unit: %s}}
                features:
                  spend:
                    from: in
                    key: user
                    window: 1m
                    to: spend
                    columns:
                      total: {sum: amount, where: {type: buy}}
                      places: {distinct: place.name}
                      last_type: {last: type}
                """.formatted(unit));
        return new EventDecoder(pipeline, pipeline.sources().get(0), DecodeLimits.DEFAULT);
    }

    /** Single quotation marks stand for double ones. */
    private static byte[] json(String members) {
        return ("{" + members.replace('\'', '"') + "}").getBytes(UTF_8);
    }
}
