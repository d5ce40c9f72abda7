// SPDX-License-Identifier: Apache-2.0
package dev.penstock.event.pipeline.reader;

import dev.penstock.event.pipeline.mistake.InvalidPipelineException;
import dev.penstock.event.pipeline.mistake.Mistake;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

class HostileFileTest {

    private static final String RIGHT = PipelineFiles.text("pipelines/default.yaml");

    @ParameterizedTest
    @ValueSource(strings = {"", "\n\n", "# nothing but words\n", "\uFEFF", "  "})
    void shouldSayThatAFileIsEmpty(String text) {
        assertThat(mistakes(text))
                .containsExactly("x.yaml:1:1: the file is empty; a pipeline has sources and streams or features");
    }

    @Test
    void shouldRefuseDeepNesting() {
        assertThat(mistakes("[".repeat(500_000))).containsExactly("x.yaml:1:33: nested more than 32 deep");
        assertThat(mistakes("{a: ".repeat(200_000))).containsExactly("x.yaml:1:126: nested more than 32 deep");
        var lines = new StringBuilder();
        for (int depth = 0; depth < 100; depth++) {
            lines.append(" ".repeat(depth)).append("a:\n");
        }
        assertThat(mistakes(lines.toString())).containsExactly("x.yaml:32:32: nested more than 32 deep");
    }

    @Test
    void shouldRefuseAliasesThatUnfoldToMoreThanMemoryHolds() {
        var laughs = new StringBuilder("a0: &a0 [ha, ha, ha, ha, ha, ha, ha, ha, ha, ha]\n");
        for (int i = 1; i < 10; i++) {
            String alias = "*a" + (i - 1);
            laughs.append("a").append(i).append(": &a").append(i).append(" [").append(alias);
            laughs.append((", " + alias).repeat(9)).append("]\n");
        }
        assertThat(mistakes(laughs.toString()))
                .singleElement()
                .asString()
                .matches("x\\.yaml:\\d+:\\d+: the file unfolds to more than 500000 values");
    }

    @Test
    void shouldRefuseAnAliasInsideOfItsOwnAnchor() {
        assertThat(mistakes("sources: &s\n  again: *s\n"))
                .containsExactly("x.yaml:2:10: '*s' names no anchor that is complete before it");
    }

    @Test
    void shouldRefuseAHugeFile() {
        assertThat(mistakes("# " + "x".repeat(1 << 20)))
                .containsExactly("x.yaml:1:1: a pipeline file has at most 1048576 characters, found 1048578");
    }

    @Test
    void shouldTellWhereATabStands() {
        assertThat(mistakes("sources:\n\tlogins: {}\n"))
                .singleElement()
                .asString()
                .startsWith("x.yaml:2:1: not valid YAML: ")
                .contains("TAB");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'sources: {a: b' | 1:15",
                "'sources: \"a' | 1:12",
                "'sources: a: b' | 1:11",
                "'%YAML 3.0\n---\nsources: {}' | 1:1",
                "'sources: @a' | 1:10",
                "'sources: *a' | 1:10",
                "'- a\nb: c' | 2:1",
            })
    void shouldTellWhereAFileIsNoYaml(String text, String place) {
        assertThat(mistakes(text)).singleElement().asString().startsWith("x.yaml:" + place + ": ");
    }

    @Test
    void shouldTakeACarriageReturnAtTheEndForTheEndOfALine() {
        assertThat(mistakes("sources: {a: b\r")).singleElement().asString().startsWith("x.yaml:2:1: ");
    }

    @Test
    void shouldRefuseCharactersThatNoTextHolds() {
        assertThat(mistakes("sources:\n  a\u0000: b\n"))
                .containsExactly(
                        "x.yaml:2:4: not valid YAML: the character U+0000 is not allowed; is the file UTF-8 text?");
        assertThat(mistakes("sources:\r\n  \uD83D\uDE00\u0007: b\r\n"))
                .containsExactly(
                        "x.yaml:2:4: not valid YAML: the character U+0007 is not allowed; is the file UTF-8 text?");
        assertThat(mistakes("a: \uD800")).singleElement().asString().startsWith("x.yaml:1:4: not valid YAML: ");
        assertThat(mistakes(RIGHT.replace("status: pending", "status: \"\\ud800\"")))
                .containsExactly("x.yaml:31:19: streams.shipments.set.status: '\\ud800' holds half a character"
                        + " (an unpaired surrogate)");
    }

    @Test
    void shouldReadWindowsLineEndsAndAByteOrderMark() {
        String windows = "\uFEFF" + RIGHT.replace("\n", "\r\n");
        assertThat(PipelineReader.read("x.yaml", windows)).isEqualTo(PipelineReader.read("x.yaml", RIGHT));
        assertThat(mistakes(windows.replace("key: locale", "kye: locale")))
                .containsExactly("x.yaml:70:5: features.login_locales: unknown key 'kye'; did you mean 'key'?");
    }

    @Test
    void shouldTellEachMistakeOnOneShortLine() {
        String long_ = "x".repeat(10_000);
        List<String> mistakes = mistakes(RIGHT.replace("unit: millis", "unit: \"a\\nb\\u202e\\e[31m " + long_ + "\""));
        assertThat(mistakes)
                .singleElement()
                .asString()
                .startsWith(
                        "x.yaml:11:41: sources.app_events.timestamp.unit: expected one of seconds, millis, micros, nanos,"
                                + " iso8601, auto, found 'a\\u000ab\\u202e\\u001b[31m xxx")
                .hasSizeLessThan(250);
    }

    @Test
    void shouldRefuseThousandsOfStreams() {
        var yaml = new StringBuilder("streams:\n");
        for (int i = 0; i < 20_000; i++) {
            yaml.append("  s%d: {from: s%d, to: t}\n".formatted(i, i + 1));
        }
        yaml.append("sources: {a: {topic: a, partitioned_by: id, timestamp: {field: at, unit: millis}}}\n");
        assertThat(mistakes(yaml.toString()))
                .containsExactly("x.yaml:2:3: streams: expected at most 1000 of them, found 20000");
    }

    @Test
    void shouldTellALongCircleShortly() {
        var yaml = new StringBuilder(
                "sources: {a: {topic: a, partitioned_by: id, timestamp: {field: at, unit: millis}}}\n");
        yaml.append("streams:\n");
        for (int i = 0; i < 1000; i++) {
            yaml.append("  s%d: {from: s%d, to: t%d, select: {x: x}}\n".formatted(i, (i + 1) % 1000, i));
        }
        assertThat(mistakes(yaml.toString()))
                .containsExactly(
                        "x.yaml:3:14: streams.s0.from: streams read each other in a circle: s0 from s1 from s2"
                                + " from s3 from s4 from s5 from s6 from s7 from s8 from s9 from s10 from s11 from ... from s0");
    }

    private static List<String> mistakes(String yaml) {
        var refused = catchThrowableOfType(InvalidPipelineException.class, () -> PipelineReader.read("x.yaml", yaml));
        assertThat(refused).isNotNull();
        return refused.mistakes().stream().map(Mistake::toString).toList();
    }
}
