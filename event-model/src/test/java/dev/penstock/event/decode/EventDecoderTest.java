// SPDX-License-Identifier: Apache-2.0
package dev.penstock.event.decode;

import dev.penstock.event.BadEvent;
import dev.penstock.event.BadEvent.Reason;
import dev.penstock.event.DecodeLimits;
import dev.penstock.event.Event;
import dev.penstock.event.FieldPath;
import dev.penstock.event.FieldValue;
import dev.penstock.event.pipeline.Pipeline;
import dev.penstock.event.pipeline.reader.PipelineReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.math.BigDecimal;

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
                "'user':'u','user':'u','ts':1             | DUPLICATE_FIELD",
                "'user':'\\ud800','ts':1                  | BROKEN_UTF8",
                "'user':NaN,'ts':1                        | KEY_WRONG_TYPE",
                "'user':'u','ts':NaN                      | TIMESTAMP_INVALID"
            })
    void shouldRefuseWhatThePipelineCannotUse(String members, Reason reason) {
        assertRefused(SALES, members, reason);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "'item':{}                           | item KEY_WRONG_TYPE   | 'item' is an object, expected text, an integer or a boolean",
                "'item':2.5                          | item KEY_WRONG_TYPE   | 'item' is the number 2.5, expected text, an integer or a boolean",
                "'item':'a','item':'a'               | item DUPLICATE_FIELD  | 'item' is there more than once, expected it once",
                "'note':{}                           | note NOT_A_VALUE      | 'note' is an object, expected text, a number or a boolean",
                "'note':1e999                        | note NUMBER_NOT_FINITE| 'note' is a number that is not finite or has too many digits, expected a finite number",
                "'note':'\\ud800'                     | note BROKEN_UTF8      | 'note' is a text with one half of a surrogate pair, expected text that can be written as UTF-8",
                "'device':[]                         | device NOT_A_VALUE    | 'device' is a list, expected text, a number or a boolean",
                "'device':-Infinity                  | device NUMBER_NOT_FINITE | 'device' is a number that is not finite or has too many digits, expected a finite number",
                "'type':['purchase'],'amount':'x'    | type NOT_A_VALUE      | 'type' is a list, expected text, a number or a boolean",
                "'type':'purchase','amount':'12'     | amount NOT_A_NUMBER   | 'amount' is the text '12', expected a finite number (numbers: lenient takes it for one)",
                "'type':'purchase','amount':true     | amount NOT_A_NUMBER   | 'amount' is the boolean true, expected a finite number",
                "'type':'purchase','amount':{}       | amount NOT_A_NUMBER   | 'amount' is an object, expected a finite number",
                "'type':'purchase','amount':NaN      | amount NUMBER_NOT_FINITE | 'amount' is a number that is not finite or has too many digits, expected a finite number",
                "'type':'purchase','amount':1e400    | amount NUMBER_NOT_FINITE | 'amount' is a number that is not finite or has too many digits, expected a finite number"
            })
    void shouldTakeAnEventWithAFieldThatItsReadersCannotUseAndSayWhichAndWhy(
            String members, String unusable, String inWords) {
        assertUnusable(SALES, "'user':'u','ts':1," + members, unusable);
        Event event = taken(SALES, "'user':'u','ts':1," + members);
        assertThat(SALES.describe(SALES.unusable(event.fields()).get(0), event.fields()))
                .isEqualTo(inWords);
    }

    @Test
    void shouldNameEachFieldOnceForEachReason() {
        EventDecoder decoder = decoder("""
                features:
                  f:
                    from: in
                    key: user
                    window: 1m
                    to: f
                    columns: {least: {min: x}, most: {max: x, where: {k: 1}}, last: {last: x}, n: {sum: y}}
                  g: {from: in, key: [user, x], window: 1m, to: g, columns: {total: {sum: x}}}
                """);
        assertUnusable(
                decoder,
                "'user':'u','ts':1,'k':1,'x':{},'y':'1'",
                "x NOT_A_NUMBER",
                "x NOT_A_VALUE",
                "y NOT_A_NUMBER",
                "x KEY_WRONG_TYPE");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "'12.50'|12.50",
                "' 12.50 '|12.50",
                "'-0.1'|-0.1",
                "'+5'|5",
                "'007'|7",
                "'.5'|0.5",
                "'5.'|5",
                "'1e3'|1e3",
                "'1\\u0032'|12",
                "'123456789012345678901234567890.12'|123456789012345678901234567890.12",
                "12.50|12.50"
            })
    void shouldReadTextsThatHoldANumberAsThatNumberWhereNumbersAreLenient(String value, String number) {
        Event event = taken(LENIENT, "'user':'u','ts':'1','amount':" + value);
        int slot = LENIENT.projection().slot(FieldPath.parse("amount"));
        assertThat(LENIENT.unusable(event.fields())).isEmpty();
        assertThat(event.fields().isNumber(slot)).isTrue();
        assertThat(event.fields().numeric(slot)).isEqualTo(new FieldValue.Number(new BigDecimal(number), number));
        if (event.fields().fitsLong(slot)) {
            assertThat(BigDecimal.valueOf(
                            event.fields().unscaled(slot), event.fields().scale(slot)))
                    .isEqualByComparingTo(number);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "''|NOT_A_NUMBER",
                "' '|NOT_A_NUMBER",
                "'.'|NOT_A_NUMBER",
                "'-'|NOT_A_NUMBER",
                "'1,5'|NOT_A_NUMBER",
                "'1 000'|NOT_A_NUMBER",
                "'0x10'|NOT_A_NUMBER",
                "'12 EUR'|NOT_A_NUMBER",
                "'NaN'|NOT_A_NUMBER",
                "'Infinity'|NOT_A_NUMBER",
                "'1e'|NOT_A_NUMBER",
                "'1.2.3'|NOT_A_NUMBER",
                "'\u0661'|NOT_A_NUMBER",
                "true|NOT_A_NUMBER",
                "[12.5]|NOT_A_NUMBER",
                "'1e999'|NUMBER_NOT_FINITE",
                "1e999|NUMBER_NOT_FINITE"
            })
    void shouldReadOtherTextsAsNoNumberAlsoWhereNumbersAreLenient(String value, String reason) {
        assertUnusable(LENIENT, "'user':'u','ts':1,'amount':" + value, "amount " + reason);
    }

    private static final EventDecoder LENIENT = decoderOf("""
            sources: {in: {topic: in, partitioned_by: user, timestamp: {field: ts, unit: millis}, numbers: lenient}}
            features: {f: {from: in, key: user, window: 1m, to: f, columns: {n: {sum: amount}}}}
            """);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ",'item':null",
                ",'item':'i','type':'view','amount':'n/a'",
                ",'item':'i','amount':{}",
                ",'type':'purchase'",
                ",'type':'purchase','amount':null",
                ",'item':true,'note':1.5,'device':2.5",
                ",'other':{'deep':[1e999]}"
            })
    void shouldTakeWhatNoReaderIsHurtBy(String more) {
        harmless(SALES, "'user':'u','ts':1" + more);
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
        String longest = "é".repeat(most / 2);
        harmless(SALES, "'ts':1,'user':'" + longest + "'");
        assertRefused(SALES, "'ts':1,'user':'" + longest + "x'", Reason.TEXT_TOO_LONG);
        for (String field : new String[] {"item", "note"}) {
            harmless(SALES, "'user':'u','ts':1,'" + field + "':'" + longest + "'");
            assertUnusable(SALES, "'user':'u','ts':1,'" + field + "':'" + longest + "x'", field + " TEXT_TOO_LONG");
        }
        harmless(SALES, "'user':'u','ts':1,'device':'" + "x".repeat(most + 1) + "'");
    }

    @Test
    void shouldBoundTheTextItselfAndNotItsEscapes() {
        int most = DecodeLimits.DEFAULT.maxKeptTextBytes();
        harmless(SALES, "'ts':1,'user':'" + "\\u0061".repeat(most) + "'");
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
        harmless(decoder, "'user':'u','ts':1,'app':'web','geo':{'region':{}}");
        assertUnusable(decoder, "'user':'u','ts':1,'app':'web','account':{'id':[]}", "account.id NOT_A_VALUE");
        assertUnusable(decoder, "'user':'u','ts':1,'app':2.0,'account':{'id':[]}", "account.id NOT_A_VALUE");
        assertUnusable(
                decoder,
                "'user':'u','ts':1,'app':2,'ip':[],'model':7,'app_version':true",
                "ip NOT_A_TEXT",
                "model NOT_A_TEXT",
                "app_version NOT_A_TEXT");
        harmless(decoder, "'user':'u','ts':1,'app':'2','account':{'id':[]}");
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
        assertUnusable(
                CHAIN,
                "'user':'u','ts':1,'type':'purchase','category':'book','money':{'amount':'x'}",
                "money.amount NOT_A_NUMBER");
        harmless(CHAIN, "'user':'u','ts':1,'type':'purchase','category':'toy','money':{'amount':'x'}");
        harmless(CHAIN, "'user':'u','ts':1,'type':'view','category':'book','money':{'amount':'x'}");
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
        harmless(decoder, "'user':'u','ts':1,'money':{'amount':2}");
        assertUnusable(decoder, "'user':'u','ts':1,'money':{'amount':'x'}", "money.amount NOT_A_NUMBER");
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
        harmless(decoder, "'user':'u','ts':1,'refund':'x'");
        assertUnusable(decoder, "'user':'u','ts':1,'amount':'x'", "amount NOT_A_NUMBER");
    }

    private static EventDecoder decoder(String rest) {
        return decoderOf(SOURCE + rest);
    }

    private static EventDecoder decoderOf(String yaml) {
        Pipeline pipeline = PipelineReader.read("test.yaml", yaml);
        return new EventDecoder(pipeline, pipeline.sources().get(0), DecodeLimits.DEFAULT);
    }

    private static FieldValue value(EventDecoder decoder, Event event, String field) {
        return event.fields().get(decoder.projection().slot(FieldPath.parse(field)));
    }

    /** That nobody is hurt by. */
    private static Event harmless(EventDecoder decoder, String members) {
        Event event = taken(decoder, members);
        assertThat(decoder.unusable(event.fields())).as(members).isEmpty();
        return event;
    }

    private static Event taken(EventDecoder decoder, String members) {
        assertThat(decoder.decode(json(members))).as(members).isInstanceOf(Event.class);
        return (Event) decoder.decode(json(members));
    }

    private static void assertUnusable(EventDecoder decoder, String members, String... expected) {
        assertThat(decoder.unusable(taken(decoder, members).fields()))
                .as(members)
                .extracting(unusable -> unusable.field() + " " + unusable.reason())
                .containsExactlyInAnyOrder(expected);
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
