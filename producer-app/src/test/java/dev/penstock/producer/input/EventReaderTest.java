// SPDX-License-Identifier: Apache-2.0
package dev.penstock.producer.input;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.Pipe;
import java.nio.channels.ReadableByteChannel;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

class EventReaderTest {

    private static final int MAX = 1 << 20;
    private static final List<String> THREE = List.of(json("{'n':1}"), json("{'n':2}"), json("{'n':3}"));
    private static final String MARK = "\uFEFF";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'n':1}\n{'n':2}\n{'n':3}\n",
                "{'n':1}\r\n{'n':2}\r\n{'n':3}",
                MARK + "{'n':1}\n{'n':2}\n{'n':3}\n",
                "[{'n':1},{'n':2},{'n':3}]",
                MARK + "[{'n':1},{'n':2},{'n':3}]",
                "[\n  {'n':1},\n  {'n':2},\n  {'n':3}\n]\n",
                "[{'n':1}]\n[{'n':2},{'n':3}]\n",
                "[[{'n':1},{'n':2}],[{'n':3}]]",
                "{\n  'n':1\n}\n{\n  'n':2\n}\n{\n  'n':3\n}\n",
                "{\r\n\t'n':1\r\n}\r\n{\r\n\t'n':2\r\n}\r\n{\r\n\t'n':3\r\n}\r\n",
                "{\n'n':1\n}\n\n\n{'n':2}\n{'n':3}",
                "{'n':1}{'n':2}{'n':3}",
                "{'n':1} {'n':2}\n{'n':3}",
                "{'n':1},\n{'n':2},\n{'n':3}\n",
                "  \n\t[ {'n':1} , {'n':2} ,\n{'n':3}, ]",
            })
    void shouldReadObjectsHoweverTheyAreLaidOut(String input) throws IOException {
        assertThat(texts(input)).isEqualTo(THREE);
        assertThat(texts(gzip(utf8(input)))).isEqualTo(THREE);
    }

    @Test
    void shouldKeepWhatIsInsideOfTextsAndOnOneLine() throws IOException {
        String nested = "{ 'a' : [ 1,  {'b':'}]{['} ], 'c':'\\\\','d' : '\\'{', 'e':[[]] }";

        assertThat(texts("[" + nested + ",\n" + nested + "]")).containsExactly(json(nested), json(nested));
        assertThat(texts("{\n  'a b':  'c  d\\n',\n  'e': []\n}")).containsExactly(json("{'a b':  'c  d\\n','e': []}"));
    }

    @Test
    void shouldSayWhereAnEventBegins() throws IOException {
        assertThat(read(utf8("{'n':1}\n\n{'n':2}")))
                .extracting(EventText::place)
                .contains("line 1", "line 3");
        assertThat(read(utf8("[\n {'n':1},\n {\n  'n':2},\n\n {'n':3}]")))
                .extracting(EventText::place)
                .containsExactly("line 2 (event 1)", "line 3 (event 2)", "line 6 (event 3)");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                // A bracket too many or too few, a text without an end, and what is no object.
                "~{\n 'n':[1\n}\n{\n 'n':2\n}\n~ | {'n':[1}",
                "~{\n 'n':{\n 'm':1\n}\n{\n 'n':2\n}\n~ | {'n':{'m':1}",
                "~{'n':'1\n}\n{\n 'n':2\n}\n~ | {'n':'1}",
                "~{'n':1,\n{'n':2}~ | {'n':1,",
                "~[\n {'n':[1,\n  'm':2},\n {'n':2}\n]~ | {'n':[1,'m':2},",
                "~{\n'n':1}\nhello, world\n{'n':2}~ | hello, world",
                "~[{'n':1},7,{'n':2}]~ | 7",
                "~[{'n':1},'a,{}',{'n':2}]~ | 'a,{}'"
            })
    void shouldGoOnBehindAValueThatIsBroken(String input, String broken) throws IOException {
        assertThat(texts(input).stream().map(text -> text.replace("\n", "").strip()))
                .contains(json(broken.strip()), json("{'n':2}"))
                .hasSizeLessThanOrEqualTo(3);
    }

    @Test
    void shouldGiveLinesOfWhichOnlySomeAreEvents() throws IOException {
        assertThat(texts("Picked up JAVA_TOOL_OPTIONS\n{'n':1}\nno json\n{'n':2}\n"))
                .containsExactly("Picked up JAVA_TOOL_OPTIONS", json("{'n':1}"), "no json", json("{'n':2}"));
    }

    @Test
    void shouldCutAnEventThatIsTooLongAndGoOn() throws IOException {
        String input = "[{'n':'" + "x".repeat(100) + "'},\n{'n':2}]";

        assertThat(read(channel(utf8(input)), 20))
                .extracting(text -> text.bytes().length, EventText::tooLong)
                .containsExactly(tuple(20, true), tuple(7, false));
    }

    @Test
    void shouldReadEventsOverTheEdgesOfItsBuffers() throws IOException {
        List<String> events = IntStream.range(0, 20_000)
                .mapToObj(i -> json("{'n':" + i + ",'x':'" + "y".repeat(i % 50) + "'}"))
                .toList();

        assertThat(texts("[" + String.join(",\n", events) + "]")).isEqualTo(events);
        assertThat(texts(String.join("\n", events))).isEqualTo(events);
    }

    @Test
    void shouldReadALongFirstLineAsOne() throws IOException {
        String longLine = json("{'n':'" + "x".repeat(700_000) + "'}");

        assertThat(texts(longLine + "\n{'n':2}")).containsExactly(longLine, json("{'n':2}"));
    }

    @Test
    void shouldReadAllMembersOfAGzipFile() throws IOException {
        var members = new ByteArrayOutputStream();
        members.write(gzip(utf8("{'n':1}\n")));
        members.write(gzip(utf8("{'n':2}\n")));

        assertThat(texts(members.toByteArray())).containsExactly(json("{'n':1}"), json("{'n':2}"));
        assertThat(texts(gzip(gzip(utf8("{'n':1}\n"))))).containsExactly(json("{'n':1}"));
    }

    @Test
    void shouldSayThatAGzipFileOrAnArrayIsCutOff() {
        byte[] whole = gzip(
                utf8(IntStream.range(0, 5000).mapToObj(i -> "{'n':" + i + "}").collect(joining("\n"))));
        byte[] half = Arrays.copyOf(whole, whole.length / 2);

        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> texts(half))
                .withMessageStartingWith("the gzip data is damaged or cut off");
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> texts("[{'n':1},\n{'n':2},\n"))
                .withMessage("it ends in the middle of an array");
    }

    static Stream<List<Object>> foreignFiles() {
        String csv = "customer,total\nann,1\nbob,2\n";
        return Stream.of(
                List.of(utf8(""), "empty"),
                List.of(utf8(" \n\n"), "empty"),
                List.of(utf8(MARK), "empty"),
                List.of(utf8(csv), "CSV; its first line is 'customer,total'; make it JSON first, for example with mlr"),
                List.of(utf8(MARK + csv), "CSV; its first line is 'customer,total'"),
                List.of(utf8("\"a, b\",c\n1,2\n"), "CSV; its first line is '\"a, b\",c'"),
                List.of(utf8("a;b\n1,5;2\n"), "CSV with semicolons; its first line is 'a;b'"),
                List.of(utf8("a\tb\n1\t2\n"), "TSV; its first line is 'a\\u0009b'"),
                List.of(gzip(utf8(csv)), "gzip, unpacked it is CSV; its first line"),
                List.of(gzip(utf8("")), "gzip, unpacked it is empty"),
                List.of(utf8("<!DOCTYPE html>\n<html></html>"), "HTML; its first line is '<!DOCTYPE html>'"),
                List.of(utf8("<?xml version='1.0'?>\n<a/>"), "XML; its first line is"),
                List.of(utf8("---\na: 1\n"), "YAML; its first line is '---'"),
                List.of(utf8("[1, 2]"), "a JSON array of something other than objects; its first line is '[1, 2]'"),
                List.of(
                        utf8("[INFO] started\n[INFO] ended\n"),
                        "text that is no JSON; its first line is '[INFO] started'"),
                List.of(utf8("hello\n"), "text that is no JSON; its first line is 'hello'"),
                List.of("{'n':1}\n".getBytes(StandardCharsets.UTF_16LE), "text in UTF-16LE; make it UTF-8 first"),
                List.of("{'n':1}\n".getBytes(StandardCharsets.UTF_16BE), "text in UTF-16BE"),
                List.of((MARK + "{'n':1}").getBytes(StandardCharsets.UTF_16LE), "text in UTF-16LE"),
                List.of((MARK + "{'n':1}").getBytes(StandardCharsets.UTF_16BE), "text in UTF-16BE"),
                List.of("{'n':1}\n".getBytes(Charset.forName("UTF-32LE")), "text in UTF-32LE"),
                List.of((MARK + "{'n':1}").getBytes(Charset.forName("UTF-32LE")), "text in UTF-32LE"),
                List.of((MARK + "{'n':1}").getBytes(Charset.forName("UTF-32BE")), "text in UTF-32BE"),
                List.of(utf8("PAR1\u0015\u0004{}"), "Parquet"),
                List.of(utf8("Obj\u0001\u0004\u0014{}"), "an Avro container"),
                List.of(utf8("PK\u0003\u0004{}"), "a zip archive"),
                List.of(bytes("28b52ffd24a50100"), "packed with zstd; unpack it first, for example with zstd -d"),
                List.of(bytes("fd377a585a000004"), "packed with xz"),
                List.of(utf8("BZh91AY&SY"), "packed with bzip2"),
                List.of(tar(), "a tar archive"),
                List.of(gzip(tar()), "gzip, unpacked it is a tar archive"),
                List.of(bytes("7f454c4602010100000000000000000002003e00"), "binary data"));
    }

    @ParameterizedTest
    @MethodSource("foreignFiles")
    void shouldSayWhatAFileIsInstead(List<Object> file) {
        assertThatExceptionOfType(RefusedInputException.class)
                .isThrownBy(() -> read((byte[]) file.get(0)))
                .withMessageStartingWith("the input is " + file.get(1))
                .withMessageEndingWith(
                        "; expected JSON objects in UTF-8: one per line, over several lines or in an array, plain or in gzip")
                .satisfies(e -> assertThat(e.getMessage()).hasLineCount(1));
    }

    @Property(tries = 2000)
    void shouldComeToAnEndWithGoodEventsWhateverIsBetweenThem(
            @ForAll @Chars({'{', '}', '[', ']', '"', ':', ',', '\\', '\n', '\r', ' ', '1'}) @StringLength(max = 40)
                    String noise)
            throws IOException {
        String noisy = "{\n'first':1\n}\n" + noise;
        // Closed, or it would be right to say that it ends in the middle of an array.
        assertThat(texts(noisy + "\n" + "]".repeat(noise.length()))).first().isEqualTo(json("{'first':1}"));
        if (noise.indexOf('{') < 0) {
            assertThat(texts("{\n'first':1\n}\n" + noise.replace('[', '1') + "\n{'last':1}"))
                    .last()
                    .isEqualTo(json("{'last':1}"));
        }
    }

    @Test
    void shouldTakeNothingFromAPipeThatGivesNothing() throws IOException {
        assertThat(EventReader.ofPipe(channel(new byte[0]), "the input", MAX).next())
                .isEmpty();
    }

    @Test
    void shouldGiveTheFirstEventOfAPipeBeforeTheNextComes() throws Exception {
        var pipe = Pipe.open();
        var reader = EventReader.ofPipe(pipe.source(), "the input", MAX);
        pipe.sink().write(ByteBuffer.wrap(utf8("{'n':1}\n")));

        assertThat(nextOf(reader).get(30, TimeUnit.SECONDS)).isEqualTo(json("{'n':1}"));

        var second = nextOf(reader);
        reader.close();
        assertThat(second.get(30, TimeUnit.SECONDS)).isEqualTo("nothing");
        pipe.sink().close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{'n':", "[{'n':", "[", "hello\n"})
    void shouldStopWaitingForTheBeginningWhenClosed(String start) throws Exception {
        var pipe = Pipe.open();
        var reader = EventReader.ofPipe(pipe.source(), "the input", MAX);
        pipe.sink().write(ByteBuffer.wrap(utf8(start)));
        var next = nextOf(reader);

        reader.close();

        assertThat(next.get(30, TimeUnit.SECONDS)).isEqualTo("nothing");
        pipe.sink().close();
    }

    private static CompletableFuture<String> nextOf(EventReader reader) {
        return CompletableFuture.supplyAsync(() -> {
            try {
                return reader.next().map(EventReaderTest::text).orElse("nothing");
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        });
    }

    private static List<String> texts(String input) throws IOException {
        return texts(utf8(input));
    }

    private static List<String> texts(byte[] input) throws IOException {
        return read(input).stream().map(EventReaderTest::text).toList();
    }

    private static List<EventText> read(byte[] input) throws IOException {
        return read(channel(input), MAX);
    }

    private static List<EventText> read(ReadableByteChannel channel, int maxLength) throws IOException {
        List<EventText> texts = new ArrayList<>();
        try (var reader = EventReader.ofFile(channel, "the input", maxLength)) {
            for (var text = reader.next(); text.isPresent(); text = reader.next()) {
                texts.add(text.get());
            }
        }
        return texts;
    }

    private static ReadableByteChannel channel(byte[] bytes) {
        return Channels.newChannel(new ByteArrayInputStream(bytes));
    }

    private static String text(EventText text) {
        return new String(text.bytes(), StandardCharsets.UTF_8);
    }

    private static byte[] utf8(String text) {
        return json(text).getBytes(StandardCharsets.UTF_8);
    }

    private static String json(String text) {
        return text.replace('\'', '"');
    }

    private static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex);
    }

    private static byte[] tar() {
        var header = ByteBuffer.allocate(1024);
        header.put(utf8("events.jsonl")).position(257).put(utf8("ustar"));
        return header.array();
    }

    private static byte[] gzip(byte[] bytes) {
        var packed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(packed)) {
            gzip.write(bytes);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return packed.toByteArray();
    }
}
