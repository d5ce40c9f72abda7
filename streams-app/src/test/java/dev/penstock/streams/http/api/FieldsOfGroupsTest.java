// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.http.api;

import dev.penstock.event.DecodeLimits;
import dev.penstock.event.Event;
import dev.penstock.event.Fields;
import dev.penstock.event.decode.EventDecoder;
import dev.penstock.event.pipeline.Pipeline;
import dev.penstock.event.pipeline.reader.PipelineReader;
import dev.penstock.streams.http.answer.GroupsAnswer.MissingField;
import dev.penstock.streams.http.answer.GroupsAnswer.OfFields;
import dev.penstock.streams.http.answer.GroupsAnswer.UnusableField;
import dev.penstock.streams.metrics.PipelineMetrics;
import dev.penstock.streams.senders.FieldWatch;
import dev.penstock.streams.senders.FieldWatches;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;

import java.time.Clock;
import java.util.List;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

class FieldsOfGroupsTest {

    private static final Pipeline PIPELINE = PipelineReader.read("test.yaml", """
            sources:
              orders: {topic: orders, partitioned_by: user, timestamp: {field: at, unit: millis}}
            streams:
              paid: {from: orders, where: {state: paid}, select: {who: user, sum: total, where: shop.name}, to: paid}
            features:
              shops: {from: paid, key: where, window: 1m, to: shops, columns: {revenue: {sum: sum}}}
              payers: {from: paid, key: who, window: 1m, to: payers, columns: {orders: {count: events}}}
              users: {from: orders, key: user, window: 1m, to: users, columns: {note: {last: note}}}
            """);

    @Test
    void shouldTellEachGroupOfTheFieldsThatItNeedsByWayOfStreamsToo() {
        var source = PIPELINE.sources().get(0);
        var decoder = new EventDecoder(PIPELINE, source, DecodeLimits.DEFAULT);
        var watch = new FieldWatch(
                PIPELINE, source, decoder, new PipelineMetrics(new SimpleMeterRegistry()), Clock.systemUTC());
        var watches = new FieldWatches();
        watches.add("orders", watch);
        var fields = new FieldsOfGroups(PIPELINE, watches);
        assertThat(fields.of(PIPELINE.features().get(0))).isEqualTo(new OfFields(0, List.of(), List.of()));

        see(watch, decoder, "{'user':'u','at':1700000000000,'state':'paid','total':'1','shop':[{'name':'s'}]}");
        see(watch, decoder, "{'user':'u','at':1700000000000,'state':[],'total':'2','shop':[]}");

        var state = new UnusableField("state", "not_a_value", 1);
        assertThat(fields.of(PIPELINE.features().get(0)))
                .isEqualTo(new OfFields(
                        2,
                        List.of(
                                new MissingField(
                                        "shop.name",
                                        "'shop.name' ran into a list: 'shop' is one; 'each: shop' makes an event of each element")),
                        List.of(state, new UnusableField("total", "not_a_number", 1))));
        assertThat(fields.of(PIPELINE.features().get(1))).isEqualTo(new OfFields(2, List.of(), List.of(state)));
        assertThat(fields.of(PIPELINE.features().get(2)))
                .isEqualTo(new OfFields(2, List.of(new MissingField("note", "'note' was in no event")), List.of()));
    }

    private static void see(FieldWatch watch, EventDecoder decoder, String json) {
        Fields fields = ((Event) decoder.decode(json.replace('\'', '"').getBytes(UTF_8))).fields();
        watch.see(fields);
        watch.seeUnusable(fields, "orders-0 offset 0");
        watch.saw(1);
    }
}
