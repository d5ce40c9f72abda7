// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.enrich;

import dev.penstock.streams.stream.Made;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

class EnrichmentTest {

    @ParameterizedTest
    @CsvSource({
        "1970-01-01T00:00:00.000Z, 0",
        "2026-01-01T00:59:59.999Z, 0",
        "2024-02-29T23:00:00.050Z, 23",
        "2025-12-31T12:34:56.700Z, 12",
        "9999-12-31T23:59:59.999Z, 23"
    })
    void shouldTellTheTimeOfTheEventAndOfProcessing(String time, int hour) {
        var made = new Made("select: {k: k}", "enrich: {time: {}}");

        assertThat(made.of("{'k':'u','t':" + Instant.parse(time).toEpochMilli() + "}"))
                .isEqualTo("{\"k\":\"u\",\"event_time\":\"" + time + "\",\"event_hour\":" + hour
                        + ",\"processed_at\":\"2026-03-04T05:06:07.008Z\"}");
    }

    @Test
    void shouldTellEachTimeWhateverItToldBefore() {
        var made = new Made("select: {k: k}", "enrich: {time: {}}");

        for (String time : List.of(
                "2026-01-31T23:59:59.999Z",
                "2026-02-01T00:00:00.000Z",
                "2026-01-31T23:59:00.001Z",
                "2026-01-31T23:58:00.001Z",
                "1999-12-31T23:58:00.001Z")) {
            assertThat(made.of("{'k':'u','t':" + Instant.parse(time).toEpochMilli() + "}"))
                    .contains("\"event_time\":\"" + time + "\"");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "'1.1.1.1' | ,'geo':{'region':'europe','country':'DE','city':'Köln \\'Süd\\''}",
                "'2.2.2.2' | ,'geo':{'region':'africa','country':'KE'}",
                "'nowhere' | ,'geo':{'region':'unknown'}",
                "16843009  | ''",
                "null      | ''",
                "{}        | ''"
            })
    void shouldTellWhatIsKnownOfAnAddress(String address, String added) {
        String expected = "{'k':'u','t':1,'ip':" + address + (added.equals("''") ? "" : added) + "}";

        assertThat(new Made("enrich: {geo: {field: ip}}").of("{'k':'u','t':1,'ip':" + address + "}"))
                .isEqualTo(expected.replace('\'', '"'));
    }

    @ParameterizedTest
    @CsvSource({
        "ios,iOS",
        "iOS,iOS",
        "IOS,iOS",
        "iPhone,iOS",
        "'iPhone14,2',iOS",
        "iPadOS 17,iOS",
        "iPad,iOS",
        "android,Android",
        "Android 14,Android",
        "ANDROID,Android",
        "Android-TV,Android",
        "mac,macOS",
        "macOS,macOS",
        "Mac OS X 10.15,macOS",
        "OS X,macOS",
        "osx,macOS",
        "'MacBookPro18,1',macOS",
        "windows,Windows",
        "Windows NT 10.0,Windows",
        "Win32,Windows",
        "linux,Linux",
        "Linux x86_64,Linux",
        "web,Web",
        "Web,Web",
        "WEB,Web",
        "browser,Web",
        "' web ',Web",
        "Windowsill,other",
        "webOS,other",
        "smart fridge,other",
        "machine,other",
        "'',other",
        "' ',other"
    })
    void shouldSpellPlatformsOneWay(String deviceType, String platform) {
        assertThat(new Made("enrich: {device: {field: d}}").of("{'k':'u','t':1,'d':'" + deviceType + "'}"))
                .endsWith(",\"platform\":\"" + platform + "\"}");
    }

    /** The words of the table in the reference of the pipeline file. */
    static Stream<Arguments> documentedWords() throws IOException {
        var row = Pattern.compile("^\\| `(\\w+)` \\| (`[a-z ]+`(?:, `[a-z ]+`)*) \\|$", Pattern.MULTILINE);
        return row.matcher(Files.readString(Path.of("..", "docs", "pipeline.md")))
                .results()
                .flatMap(platform -> Arrays.stream(platform.group(2).split(", "))
                        .map(word -> Arguments.of(word.replace("`", ""), platform.group(1))));
    }

    @ParameterizedTest
    @MethodSource("documentedWords")
    void shouldKnowTheDocumentedWords(String word, String platform) {
        assertThat(new Made("enrich: {device: {field: d}}").of("{'k':'u','t':1,'d':'" + word + "'}"))
                .endsWith(",\"platform\":\"" + platform + "\"}");
    }

    @Test
    void shouldKnowNoWordThatIsNotDocumented() throws IOException {
        assertThat(documentedWords().map(arguments -> arguments.get()[0]))
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(Platform.values())
                        .flatMap(platform -> platform.words().stream())
                        .toList());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ",'d':null", ",'d':1", ",'d':['ios']", ",'d':true"})
    void shouldTellNoPlatformWithoutATextForIt(String device) {
        String event = "{'k':'u','t':1" + device + "}";

        assertThat(new Made("enrich: {device: {field: d}}").of(event)).isEqualTo(event.replace('\'', '"'));
    }

    @ParameterizedTest
    @CsvSource({
        "2.3.0,        2, 3, 0",
        "2.3,          2, 3, ",
        "17,           17, , ",
        "v2.3.0-beta,  2, 3, 0",
        "V10.0.1+b.7,  10, 0, 1",
        "1.2-SNAPSHOT, 1, 2, ",
        "120.0.6099.109, 120, 0, 6099",
        "1.02.003,     1, 2, 3",
        "999999999999999999.1.2, 999999999999999999, 1, 2"
    })
    void shouldTellTheNumbersOfAVersion(String version, String major, String minor, String patch) {
        String expected = ",\"major\":" + major
                + (minor == null ? "" : ",\"minor\":" + minor)
                + (patch == null ? "" : ",\"patch\":" + patch);

        assertThat(new Made("enrich: {version: {field: v}}").of("{'k':'u','t':1,'v':'" + version + "'}"))
                .isEqualTo("{\"k\":\"u\",\"t\":1,\"v\":\"" + version + "\"" + expected + "}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "''",
                "'v'",
                "'latest'",
                "'.1'",
                "'1.'",
                "'1..2'",
                "'1.x'",
                "'1.2.x'",
                "'1.2.3.'",
                "'1.2.3.x'",
                "'-1'",
                "'1 2'",
                "' 1'",
                "'1,2'",
                "'1000000000000000000'",
                "'1.2.3.1000000000000000000'",
                "'٣.1'",
                "2.3",
                "null",
                "{}",
                "true"
            })
    void shouldAddNothingForWhatIsNoVersion(String version) {
        String event = "{'k':'u','t':1,'v':" + version + "}";

        assertThat(new Made("enrich: {version: {field: v}}").of(event)).isEqualTo(event.replace('\'', '"'));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Not bad at all!     | 0.484   | positive | 0.512 | 0.488 | 0.0",
                "It is the train.    | 0.0     | neutral  | 0.0   | 1.0   | 0.0",
                "BAD, \\u0062ad, bad | -0.9049 | negative | 0.0   | 0.0   | 1.0",
                "''                  | 0.0     | neutral  | 0.0   | 0.0   | 0.0",
                "so \uD83D\uDE00     | 0.4201  | positive | 0.583 | 0.417 | 0.0",
            })
    void shouldTellHowATextSounds(
            String text, String score, String label, String positive, String neutral, String negative) {
        assertThat(new Made("select: {k: k}", "enrich: {sentiment: {field: text}}")
                        .of("{'k':'u','t':1,'text':'" + text + "'}"))
                .isEqualTo(("{'k':'u','sentiment':{'score':%s,'label':'%s','positive':%s,'neutral':%s,'negative':%s}}")
                        .formatted(score, label, positive, neutral, negative)
                        .replace('\'', '"'));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "null", "{'text':'good'}", "['good']", "true"})
    void shouldSayNothingOfWhatIsNoText(String text) {
        String event = "{'k':'u','t':1,'text':" + text + "}";
        var made = new Made("enrich: {sentiment: {field: text}}");
        made.of("{'k':'u','t':1,'text':'good'}");

        assertThat(made.of(event)).isEqualTo(event.replace('\'', '"'));
    }

    @Test
    void shouldTellEachEventsOwnThings() {
        var made = new Made("select: {k: k}", "enrich: {geo: {field: ip}, version: {field: v}, device: {field: d}}");
        made.of("{'k':'u','t':1,'ip':'1.1.1.1','v':'1.2.3','d':'ios'}");

        assertThat(made.of("{'k':'u','t':1,'v':'7.8'}")).isEqualTo("{\"k\":\"u\",\"major\":7,\"minor\":8}");
        assertThat(made.of("{'k':'u','t':1}")).isEqualTo("{\"k\":\"u\"}");
    }

    /** More of them than any of them is kept for, in an order in which each comes again. */
    @Test
    void shouldTellTheSameOfTheSameHoweverManyOthersThereAre() {
        var made = new Made("select: {k: k}", "enrich: {version: {field: v}, device: {field: d}, geo: {field: ip}}");

        for (int round = 0; round < 2; round++) {
            for (int i = 0; i < 5000; i++) {
                String device = i % 3 == 0 ? "ios" + i : i % 3 == 1 ? "web" + " ".repeat(i % 200) : "\\u0069os" + i;
                assertThat(made.of("{'k':'u','t':1,'v':'" + i + ".1','d':'" + device + "','ip':'city-" + i + "'}"))
                        .isEqualTo("{\"k\":\"u\",\"major\":" + i + ",\"minor\":1,\"platform\":\""
                                + (i % 3 == 1 ? "Web" : "iOS")
                                + "\",\"geo\":{\"region\":\"somewhere\",\"city\":\"city-" + i + "\"}}");
            }
        }
    }

    @Test
    void shouldTellWhatAnEscapedTextSays() {
        var made = new Made("select: {k: k}", "enrich: {version: {field: v}, geo: {field: ip}}");

        assertThat(made.of("{'k':'u','t':1,'v':'\\u0031.2','ip':'1.1.1\\u002e1'}"))
                .isEqualTo("{\"k\":\"u\",\"major\":1,\"minor\":2,"
                        + "\"geo\":{\"region\":\"europe\",\"country\":\"DE\",\"city\":\"Köln \\\"Süd\\\"\"}}");
    }
}
