// SPDX-License-Identifier: Apache-2.0
package dev.penstock.event.field;

import dev.penstock.event.DecodeLimits;
import dev.penstock.event.Event;
import dev.penstock.event.Fields;
import dev.penstock.event.decode.EventDecoder;
import dev.penstock.event.pipeline.Pipeline;
import dev.penstock.event.pipeline.reader.PipelineReader;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.stream.Stream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

class FieldPresenceTest {

    private static final EventDecoder BASKETS = decoder("""
            features:
              baskets:
                from: in
                key: user
                window: 1m
                to: baskets
                columns:
                  revenue: {sum: items.price}
                  first:   {sum: items.0.price}
                  country: {last: address.country}
                  tagged:  {count: events, where: {tags: a}}
                  total:   {sum: totl}
            """);

    @Test
    void shouldNameWhatWasInNoEventAndWhatStoodInItsWay() {
        assertThat(missing(
                        BASKETS,
                        "'items':[{'price':10}],'tags':['a'],'total':15,'address':'Main Street 1'",
                        "'items':null,'address':null"))
                .containsExactly(
                        "'items.price' ran into a list: 'items' is one; 'each: items' makes an event of each element",
                        "'items.0.price' ran into a list: 'items' is one; 'each: items' makes an event of each element",
                        "'address.country' ran into a text: 'address' is one",
                        "'tags' ran into a list, not a single value",
                        "'totl' was in no event");
    }

    @Test
    void shouldForgetWhatCameLater() {
        assertThat(missing(
                        BASKETS,
                        "'items':[],'tags':[]",
                        "'items':{'price':2,'0':{'price':1}},'tags':'b'",
                        "'address':{'country':null},'totl':1"))
                .isEmpty();
    }

    @Test
    void shouldTellWhenNoFurtherEventMatters() {
        EventDecoder decoder =
                decoder("features: {f: {from: in, key: user, window: 1m, to: f, columns: {n: {sum: x}}}}");
        FieldPresence presence = decoder.newPresence();
        assertThat(presence.missing()).hasSize(3);
        presence.add(fields(decoder, "'y':1"));
        assertThat(presence.isComplete()).isFalse();
        presence.add(fields(decoder, "'x':1"));
        assertThat(presence.isComplete()).isTrue();
    }

    @Test
    void shouldNameFieldsAsTheSourceHasThemAndLeaveOutWhatStreamsAdd() {
        EventDecoder decoder = decoder("""
                streams:
                  rich: {from: in, enrich: {geo: {field: address}, device: {field: device.kind}}, set: {seen: true}, to: rich}
                  short: {from: rich, select: {whole: basket, where: geo.region, buyer: usr}, to: short}
                features:
                  f: {from: short, key: where, window: 1m, to: f, columns: {paid: {sum: whole.paid, where: {buyer: x}}}}
                """);
        assertThat(missing(decoder, "'address':'::1','geo':1,'basket':{}"))
                .containsExactly(
                        "'device.kind' was in no event", "'usr' was in no event", "'basket.paid' was in no event");
    }

    private static List<String> missing(EventDecoder decoder, String... events) {
        FieldPresence presence = decoder.newPresence();
        Stream.of(events).map(event -> fields(decoder, event)).forEach(presence::add);
        return presence.missing().stream().map(FieldPresence.Missing::describe).toList();
    }

    /** Single quotation marks stand for double ones. */
    private static Fields fields(EventDecoder decoder, String members) {
        String json = "{'user':'u','ts':1," + members + "}";
        return ((Event) decoder.decode(json.replace('\'', '"').getBytes(UTF_8))).fields();
    }

    private static EventDecoder decoder(String rest) {
        String source = "sources: {in: {topic: in, partitioned_by: user, timestamp: {field: ts, unit: millis}}}\n";
        Pipeline pipeline = PipelineReader.read("test.yaml", source + rest);
        return new EventDecoder(pipeline, pipeline.sources().get(0), DecodeLimits.DEFAULT);
    }
}
