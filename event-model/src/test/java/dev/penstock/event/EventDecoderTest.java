// SPDX-License-Identifier: Apache-2.0
package dev.penstock.event;

import dev.penstock.event.BadEvent.Reason;
import dev.penstock.event.pipeline.Pipeline;
import dev.penstock.event.pipeline.PipelineReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

class EventDecoderTest {

    private static final String SOURCE = """
            sources:
              in:
                topic: in
                partitioned_by: user
                timestamp: {field: ts, unit: millis}
            """;

    private static final EventDecoder SALES = decoder("""
            features:
              sales:
                from: in
                key: item
                window: 1m
                to: sales
                columns:
                  revenue: {sum: amount, where: {type: purchase}}
                  last_note: {last: note}
                  devices: {distinct: device}
            """);

    @Test
    void shouldDecodeAnEventWithItsTimeKeyAndFields() {
        Event event = taken(SALES, "'user':'u1','ts':1700000000123,'item':'i1','type':'purchase','amount':1.10");

        assertThat(event.timestamp()).isEqualTo(1_700_000_000_123L);
        assertThat(SALES.partitionKey(event)).isEqualTo("u1");
        assertThat(value(SALES, event, "item")).isEqualTo(new FieldValue.Text("i1"));
        assertThat(((FieldValue.Scalar) value(SALES, event, "amount")).asText()).isEqualTo("1.10");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "'ts':1                                   | KEY_MISSING",
                "'user':null,'ts':1                       | KEY_MISSING",
                "'user':{},'ts':1                         | KEY_WRONG_TYPE",
                "'user':['u'],'ts':1                      | KEY_WRONG_TYPE",
                "'user':1.5,'ts':1                        | KEY_WRONG_TYPE",
                "'user':1e3,'ts':1                        | KEY_WRONG_TYPE",
                "'user':1e999,'ts':1                      | KEY_WRONG_TYPE",
                "'user':'u'                               | TIMESTAMP_MISSING",
                "'user':'u','ts':null                     | TIMESTAMP_MISSING",
                "'user':'u','ts':'1700000000123x'         | TIMESTAMP_INVALID",
                "'user':'u','ts':-1                       | TIMESTAMP_INVALID",
                "'user':'u','ts':1e999                    | TIMESTAMP_INVALID",
                "'user':'u','ts':1,'ts':1                 | DUPLICATE_FIELD",
                "'user':'u','ts':1,'item':{}              | KEY_WRONG_TYPE",
                "'user':'u','ts':1,'item':2.5             | KEY_WRONG_TYPE",
                "'user':'u','ts':1,'note':{}              | NOT_A_VALUE",
                "'user':'u','ts':1,'device':[]            | NOT_A_VALUE",
                "'user':'u','ts':1,'type':'purchase','amount':'12'  | NOT_A_NUMBER",
                "'user':'u','ts':1,'type':'purchase','amount':true  | NOT_A_NUMBER",
                "'user':'u','ts':1,'type':'purchase','amount':{}    | NOT_A_NUMBER",
                "'user':'u','ts':1,'type':'purchase','amount':1e400 | NUMBER_NOT_FINITE"
            })
    void shouldRefuseWhatThePipelineCannotUse(String members, Reason reason) {
        assertRefused(SALES, members, reason);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ",'item':null",
                ",'item':'i','type':'view','amount':'n/a'",
                ",'item':'i','amount':{}",
                ",'type':['purchase'],'amount':1e400",
                ",'type':'purchase'",
                ",'type':'purchase','amount':null",
                ",'item':true,'note':1.5,'device':2.5",
                ",'other':{'deep':[1e999]}"
            })
    void shouldTakeWhatNoReaderIsHurtBy(String more) {
        taken(SALES, "'user':'u','ts':1" + more);
    }

    @ParameterizedTest
    @CsvSource({"u 1,u 1", "12,12", "-7,-7", "12345678901234567890123,12345678901234567890123", "true,true", "'',''"})
    void shouldTellTheRecordKeyAsText(String json, String text) {
        String value = json.matches("-?\\d+|true") ? json : "'" + json + "'";
        assertThat(SALES.partitionKey(taken(SALES, "'ts':1,'user':" + value))).isEqualTo(text);
    }

    @Test
    void shouldBoundTheTextThatIsKept() {
        int most = DecodeLimits.DEFAULT.maxKeptTextBytes();
        for (String field : new String[] {"user", "item", "note"}) {
            String others = field.equals("user") ? "'ts':1" : "'user':'u','ts':1";
            taken(SALES, others + ",'" + field + "':'" + "é".repeat(most / 2) + "'");
            assertRefused(SALES, others + ",'" + field + "':'" + "é".repeat(most / 2) + "x'", Reason.TEXT_TOO_LONG);
        }
        taken(SALES, "'user':'u','ts':1,'device':'" + "x".repeat(most + 1) + "'");
    }

    @Test
    void shouldBoundTheTextItselfAndNotItsEscapes() {
        int most = DecodeLimits.DEFAULT.maxKeptTextBytes();
        taken(SALES, "'ts':1,'user':'" + "\\u0061".repeat(most) + "'");
        assertRefused(SALES, "'ts':1,'user':'" + "\\u0061".repeat(most + 1) + "'", Reason.TEXT_TOO_LONG);
    }

    @Test
    void shouldQuoteWhatItFoundOnOneShortLine() {
        var bad = (BadEvent) SALES.decode(json("'user':'u','ts':'a\\nb" + "\\ud83d\\ude00".repeat(200) + "'"));
        assertThat(bad.detail())
                .startsWith("'ts' is the text 'a\\u000ab😀")
                .contains("expected a time in millis")
                .hasSizeLessThan(300)
                .doesNotContainPattern("\\p{Cntrl}|\\p{Cs}");
    }

    @Test
    void shouldReadWhatAStreamsGroupsAndEnrichersNeed() {
        EventDecoder decoder = decoder("""
                streams:
                  rich:
                    from: in
                    where: {app: [web, 2]}
                    enrich: {geo: {field: ip}, device: {field: model}, version: {field: app_version}}
                    set: {processed: true}
                    to: rich
                features:
                  by_region:
                    from: rich
                    key: geo.region
                    window: 1m
                    to: by-region
                    columns: {logins: {count: events}, users: {distinct: account.id}}
                """);
        assertThat(decoder.projection().fields())
                .extracting(FieldPath::toString)
                .contains("user", "ts", "ip", "model", "app_version", "app", "account.id")
                .doesNotContain("geo.region");
        // What the group is keyed by is the stream's own, whatever the event holds there.
        taken(decoder, "'user':'u','ts':1,'app':'web','geo':{'region':{}}");
        assertRefused(decoder, "'user':'u','ts':1,'app':'web','account':{'id':[]}", Reason.NOT_A_VALUE);
        assertRefused(decoder, "'user':'u','ts':1,'app':2.0,'account':{'id':[]}", Reason.NOT_A_VALUE);
        taken(decoder, "'user':'u','ts':1,'app':'2','account':{'id':[]}");
    }

    private static final EventDecoder CHAIN = decoder("""
            streams:
              first:
                from: in
                where: {type: purchase}
                select: {buyer: user, price: money.amount, kind: category}
                set: {status: pending}
                to: first
              second:
                from: first
                where: {kind: book}
                select: {reader: buyer, cost: price, status: status}
                to: second
            features:
              spend:
                from: second
                key: reader
                window: 1m
                to: spend
                columns:
                  total: {sum: cost, where: {status: pending}}
            """);

    @Test
    void shouldFollowRenamedFieldsThroughAChainOfStreams() {
        assertThat(CHAIN.projection().fields())
                .extracting(FieldPath::toString)
                .contains("user", "ts", "type", "category", "money.amount")
                .doesNotContain("cost", "price", "reader", "buyer", "kind", "status");
        assertRefused(
                CHAIN,
                "'user':'u','ts':1,'type':'purchase','category':'book','money':{'amount':'x'}",
                Reason.NOT_A_NUMBER);
        taken(CHAIN, "'user':'u','ts':1,'type':'purchase','category':'toy','money':{'amount':'x'}");
        taken(CHAIN, "'user':'u','ts':1,'type':'view','category':'book','money':{'amount':'x'}");
    }

    @Test
    void shouldKeepTheTextOfSelectedFields() {
        Event event = taken(CHAIN, "'user':'u','ts':1,'money':{'amount': 1.10 }");
        int slot = CHAIN.projection().slot(FieldPath.parse("money.amount"));
        assertThat(new String(event.fields().verbatim(slot).orElseThrow(), UTF_8))
                .isEqualTo("1.10");
    }

    @Test
    void shouldFollowAFieldInsideOfARenamedObject() {
        EventDecoder decoder = decoder("""
                streams:
                  renamed: {from: in, select: {buyer: user, price: money}, to: renamed}
                features:
                  spend: {from: renamed, key: buyer, window: 1m, to: spend, columns: {total: {sum: price.amount}}}
                """);
        taken(decoder, "'user':'u','ts':1,'money':{'amount':2}");
        assertRefused(decoder, "'user':'u','ts':1,'money':{'amount':'x'}", Reason.NOT_A_NUMBER);
    }

    @Test
    void shouldNotRefuseForAColumnThatAConstantRulesOut() {
        EventDecoder decoder = decoder("""
                streams:
                  marked: {from: in, set: {status: pending}, to: marked}
                features:
                  spend:
                    from: marked
                    key: user
                    window: 1m
                    to: spend
                    columns:
                      refunds: {sum: refund, where: {status: done}}
                      total: {sum: amount, where: {status: pending}}
                """);
        taken(decoder, "'user':'u','ts':1,'refund':'x'");
        assertRefused(decoder, "'user':'u','ts':1,'amount':'x'", Reason.NOT_A_NUMBER);
    }

    private static EventDecoder decoder(String rest) {
        Pipeline pipeline = PipelineReader.read("test.yaml", SOURCE + rest);
        return new EventDecoder(pipeline, pipeline.sources().get(0), DecodeLimits.DEFAULT);
    }

    private static FieldValue value(EventDecoder decoder, Event event, String field) {
        return event.fields().get(decoder.projection().slot(FieldPath.parse(field)));
    }

    private static Event taken(EventDecoder decoder, String members) {
        assertThat(decoder.decode(json(members))).isInstanceOf(Event.class);
        return (Event) decoder.decode(json(members));
    }

    private static void assertRefused(EventDecoder decoder, String members, Reason reason) {
        assertThat(decoder.decode(json(members)))
                .isInstanceOfSatisfying(
                        BadEvent.class,
                        bad -> assertThat(bad.reason()).as(bad.detail()).isEqualTo(reason));
    }

    /** Single quotation marks stand for double ones. */
    private static byte[] json(String members) {
        return ("{" + members.replace('\'', '"') + "}").getBytes(UTF_8);
    }
}
