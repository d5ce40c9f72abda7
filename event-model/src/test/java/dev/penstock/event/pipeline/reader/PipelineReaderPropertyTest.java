// SPDX-License-Identifier: Apache-2.0
package dev.penstock.event.pipeline.reader;

import dev.penstock.event.pipeline.mistake.InvalidPipelineException;
import dev.penstock.event.pipeline.mistake.Mistake;
import dev.penstock.event.pipeline.mistake.Place;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

import static org.assertj.core.api.Assertions.assertThat;

class PipelineReaderPropertyTest {

    private static final String RIGHT = PipelineFiles.text("pipelines/default.yaml");

    /** What YAML gives a meaning to, and some letters. */
    private static final String CHARACTERS =
            "{}[]:,-&*!|>'\"%@`#?~<= \t\r\n\\.0189aeiour_\u0000\u0085\u2028\uFEFF\uD83D";

    @Property(tries = 2000)
    void shouldReadADamagedFileOrTellWhereItIsWrong(@ForAll("damages") List<UnaryOperator<String>> damages) {
        String text = RIGHT;
        for (UnaryOperator<String> damage : damages) {
            text = damage.apply(text);
        }
        try {
            PipelineReader.read("x.yaml", text);
        } catch (InvalidPipelineException refused) {
            assertThat(refused.mistakes()).isNotEmpty();
            String[] lines = text.split("\r\n|\r|\n", -1);
            for (Mistake mistake : refused.mistakes()) {
                assertThat(mistake.toString()).doesNotContainPattern("\\R").startsWith("x.yaml:");
                assertThat(mistake.line()).isBetween(1, lines.length);
                assertThat(mistake.column()).isBetween(1, lines[mistake.line() - 1].length() + 1);
            }
            assertThat(refused.mistakes())
                    .isSortedAccordingTo((one, other) ->
                            new Place(one.line(), one.column()).compareTo(new Place(other.line(), other.column())));
        }
    }

    @Provide
    static Arbitrary<List<UnaryOperator<String>>> damages() {
        Arbitrary<Integer> places = Arbitraries.integers().between(0, RIGHT.length() - 1);
        Arbitrary<Integer> lines =
                Arbitraries.integers().between(0, (int) RIGHT.lines().count() - 1);
        Arbitrary<Character> characters =
                Arbitraries.of(CHARACTERS.chars().mapToObj(c -> (char) c).toList());
        Arbitrary<UnaryOperator<String>> damage = Arbitraries.oneOf(
                lines.map(PipelineReaderPropertyTest::withoutLine),
                lines.map(PipelineReaderPropertyTest::withLineTwice),
                places.flatMap(place -> characters.map(character -> withCharacter(place, character))),
                places.flatMap(place -> characters.map(character -> withMore(place, character))),
                places.map(place -> text -> text.substring(0, Math.min(place, text.length()))));
        return damage.list().ofMinSize(1).ofMaxSize(4);
    }

    private static UnaryOperator<String> withoutLine(int line) {
        return text -> {
            List<String> lines = new ArrayList<>(text.lines().toList());
            if (line < lines.size()) {
                lines.remove(line);
            }
            return String.join("\n", lines);
        };
    }

    private static UnaryOperator<String> withLineTwice(int line) {
        return text -> {
            List<String> lines = new ArrayList<>(text.lines().toList());
            if (line < lines.size()) {
                lines.add(line, lines.get(line));
            }
            return String.join("\n", lines);
        };
    }

    private static UnaryOperator<String> withCharacter(int place, char character) {
        return text -> place < text.length() ? text.substring(0, place) + character + text.substring(place + 1) : text;
    }

    private static UnaryOperator<String> withMore(int place, char character) {
        return text -> place < text.length() ? text.substring(0, place) + character + text.substring(place) : text;
    }
}
