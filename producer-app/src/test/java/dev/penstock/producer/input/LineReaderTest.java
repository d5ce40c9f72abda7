// SPDX-License-Identifier: Apache-2.0
package dev.penstock.producer.input;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.Pipe;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import static org.assertj.core.api.Assertions.assertThat;

class LineReaderTest {

    @Test
    void shouldCutLinesAtEitherEnd() throws IOException {
        assertThat(texts("a\r\nb\n\r\n\nc\rd\ne")).containsExactly("a", "b", "", "", "c\rd", "e");
    }

    @Test
    void shouldKeepACarriageReturnThatEndsTheInput() throws IOException {
        assertThat(texts("a\nb\r")).containsExactly("a", "b\r");
    }

    @Test
    void shouldFindNothingInNothing() throws IOException {
        assertThat(texts("")).isEmpty();
        assertThat(texts("\n")).containsExactly("");
    }

    @Test
    void shouldNumberLinesFromOne() throws IOException {
        assertThat(read("a\n\nb", 10)).extracting(EventText::line).containsExactly(1L, 2L, 3L);
    }

    @Test
    void shouldCutALineThatIsTooLongAndGoOn() throws IOException {
        var lines = read("12345\r\n123456\r\n" + "x".repeat(1_000_000) + "\n1234567\ntail", 5);

        assertThat(lines)
                .extracting(line -> text(line.bytes()))
                .containsExactly("12345", "12345", "xxxxx", "12345", "tail");
        assertThat(lines).extracting(EventText::tooLong).containsExactly(false, true, true, true, false);
    }

    @Property(tries = 50)
    void shouldGiveBackLinesOfAnyLength(@ForAll List<@IntRange(max = 200_000) Integer> lengths) throws IOException {
        var expected = lengths.stream()
                .limit(8)
                .map(length -> "é".repeat(length / 2) + "x".repeat(length % 2))
                .toList();
        var input = String.join("\n", expected) + (expected.isEmpty() ? "" : "\n");

        assertThat(texts(input)).isEqualTo(expected);
    }

    @Test
    void shouldStopWaitingWhenClosedAndDropTheHalfLine() throws Exception {
        var pipe = Pipe.open();
        var input = new InputBuffer(pipe.source());
        var reader = new LineReader(input, 100);
        pipe.sink().write(ByteBuffer.wrap("whole\nhal".getBytes(StandardCharsets.UTF_8)));
        assertThat(reader.next().map(line -> text(line.bytes()))).contains("whole");
        var next = CompletableFuture.supplyAsync(() -> {
            try {
                return reader.next();
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        });

        input.close();

        assertThat(next.get(30, TimeUnit.SECONDS)).isEmpty();
        pipe.sink().close();
    }

    private static List<String> texts(String input) throws IOException {
        return read(input, 1 << 20).stream().map(line -> text(line.bytes())).toList();
    }

    private static List<EventText> read(String input, int maxLength) throws IOException {
        var bytes = new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8));
        List<EventText> lines = new ArrayList<>();
        var reader = new LineReader(new InputBuffer(Channels.newChannel(bytes)), maxLength);
        for (var line = reader.next(); line.isPresent(); line = reader.next()) {
            lines.add(line.get());
        }
        return lines;
    }

    private static String text(byte[] utf8) {
        return new String(utf8, StandardCharsets.UTF_8);
    }
}
