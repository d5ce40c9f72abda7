// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class EventMakerTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'k':'u','t':1%s}",
                "{'t':1,'k':'u','o':{'z':[{}]}%s}",
                " {'k':'\\u00e9é\\/','t':1%s}\r\n ",
                "\n{ 't' : 1.0e0 ,\t'k' : 'u' \n%s}\t"
            })
    void shouldAddFieldsToAnInputThatIsKeptByteByByte(String event) {
        String in = event.replace("%s", "");

        assertThat(new Made("set: {a.b: x, n: 1.50, c: true}").of(in))
                .isEqualTo(
                        event.replace("%s", ",'a':{'b':'x'},'n':1.50,'c':true").replace('\'', '"'));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "{'a':0,'k':'u','t':1}                          | {'k':'u','t':1,'a':{'b':'x'}}",
                "{'k':'u','a':0,'t':1}                          | {'k':'u','t':1,'a':{'b':'x'}}",
                "{'k':'u','t':1,'a':0}                          | {'k':'u','t':1,'a':{'b':'x'}}",
                "{'k':'u','t':1,'a':null}                       | {'k':'u','t':1,'a':{'b':'x'}}",
                "{'k':'u','t':1,'a':{'b':'y','c':1}}            | {'k':'u','t':1,'a':{'b':'x'}}",
                "{'k':'u','t':1,'a':[{'a':'}'},',']}            | {'k':'u','t':1,'a':{'b':'x'}}",
                "{'k':'u','t':1,'a':'\\',}\\\\'}                | {'k':'u','t':1,'a':{'b':'x'}}",
                "{'k':'u','t':1,'\\u0061':0}                    | {'k':'u','t':1,'a':{'b':'x'}}",
                "{'k':'u' ,  't' : 1,  'a' : 0 , 'd':2  }       | {'k':'u' ,  't' : 1, 'd':2  ,'a':{'b':'x'}}",
                "{'k':'u','t':1,'o':{'a':0},'aa':1,'':2,'\\u0062':3} | {'k':'u','t':1,'o':{'a':0},'aa':1,'':2,'\\u0062':3,'a':{'b':'x'}}"
            })
    void shouldReplaceAnInputFieldByTheAddedOne(String in, String out) {
        assertThat(new Made("set: {a.b: x}").of(in)).isEqualTo(out.replace('\'', '"'));
    }

    @Test
    void shouldReplaceEveryFieldOfTheInput() {
        assertThat(new Made("set: {k: 1, t: 2}").of("{ 'k':'u', 't':1 }")).isEqualTo("{\"k\":1,\"t\":2}");
    }

    @Test
    void shouldReplaceAFieldWhoseNameIsNoAscii() {
        assertThat(new Made("set: {größe: 1}").ofJson("{\"gr\\u00f6\\u00dfe\":0,\"k\":\"u\",\"größe2\":0,\"t\":1}"))
                .isEqualTo("{\"k\":\"u\",\"größe2\":0,\"t\":1,\"größe\":1}");
    }

    @Test
    void shouldReplaceNothingWhereAValueIsLeftOutButTheFieldIsTheStreams() {
        assertThat(new Made("enrich: {version: {field: v}}").of("{'k':'u','t':1,'v':'none','major':'old'}"))
                .isEqualTo("{\"k\":\"u\",\"t\":1,\"v\":\"none\"}");
    }

    @Test
    void shouldKeepOnlySelectedFieldsAndTheirVeryText() {
        var made = new Made("select: {user: k, n: deep.n, o: deep.o, all: deep}");

        assertThat(made.of("{'k':'\\u00e9','t':1,'x':0,'deep':{'n': 1.50e+1 , 'o': [ 1 ] }}"))
                .isEqualTo("{\"user\":\"\\u00e9\",\"n\":1.50e+1,\"o\":[ 1 ],"
                        + "\"all\":{\"n\": 1.50e+1 , \"o\": [ 1 ] }}");
    }

    @Test
    void shouldLeaveOutSelectedFieldsThatAreMissingButKeepNull() {
        var made = new Made("select: {a: x, b: y, c.d: x}");

        assertThat(made.of("{'k':'u','t':1,'y':null}")).isEqualTo("{\"b\":null}");
        assertThat(made.of("{'k':'u','t':1}")).isEqualTo("{}");
    }

    @Test
    void shouldWriteWhatLiesInTheSameObjectTogether() {
        var made = new Made(
                "select: {geo.ip: ip, who: k, geo.at.time: t}",
                "enrich: {geo: {field: ip}}",
                "set: {geo.at.place: 'here'}");

        assertThat(made.of("{'k':'u','t':1,'ip':'2.2.2.2'}"))
                .isEqualTo("{\"geo\":{\"ip\":\"2.2.2.2\",\"at\":{\"time\":1,\"place\":\"here\"},"
                        + "\"region\":\"africa\",\"country\":\"KE\"},\"who\":\"u\"}");
    }

    @Test
    void shouldWriteConstantsOfEveryType() {
        var made =
                new Made("select: {k: k}", "set: {text: \"a \\\"b\\\" \\\\ \\n \\u0001 é 😀\", no: false, n: -1.5E+3}");

        assertThat(made.of("{'k':'u','t':1}"))
                .isEqualTo(
                        "{\"k\":\"u\",\"text\":\"a \\\"b\\\" \\\\ \\u000a \\u0001 é 😀\",\"no\":false,\"n\":-1.5E+3}");
    }

    @Test
    void shouldEscapeNames() {
        assertThat(new Made("select: {'a\"b.c\\d': k}").of("{'k':'u','t':1}"))
                .isEqualTo("{\"a\\\"b\":{\"c\\\\d\":\"u\"}}");
    }

    @Test
    void shouldMakeALongEventAfterAShortOneAndAShortOneAfterThat() {
        var made = new Made("set: {x: 1}");
        String text = "é".repeat(100_000);

        for (String value : new String[] {"a", text, "b"}) {
            assertThat(made.of("{'k':'u','t':1,'v':'" + value + "'}"))
                    .isEqualTo("{\"k\":\"u\",\"t\":1,\"v\":\"" + value + "\",\"x\":1}");
        }
    }
}
