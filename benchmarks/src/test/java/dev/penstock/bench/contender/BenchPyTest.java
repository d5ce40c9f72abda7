// SPDX-License-Identifier: Apache-2.0
package dev.penstock.bench.contender;

import dev.penstock.bench.harness.Messages;
import dev.penstock.bench.harness.Sample;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What the contenders in Python tell, whether or not there is a Python with their packages. */
class BenchPyTest {

    @Test
    void shouldTellItsProgressAsTheHarnessReadsIt() throws IOException {
        String line = only("_say\\(\"(progress [^\"]*)\" % sample\\)")
                .replaceFirst("%d", "11")
                .replaceFirst("%d", "12")
                .replaceFirst("%d", "13")
                .replaceFirst("%d", "14");

        assertThat(Messages.sample(line)).isEqualTo(new Sample(11, 12, 13, 14));
    }

    @Test
    void shouldTellItsOutcomeWithEveryPartOfASample() throws IOException {
        String fields = only("def _fields\\(sample\\):\\n(?:.*\\n)*?    return (\\{.*})");

        assertThat(Pattern.compile("\"(\\w+)\":").matcher(fields).results().map(result -> result.group(1)))
                .containsExactly(Arrays.stream(Sample.class.getRecordComponents())
                        .map(RecordComponent::getName)
                        .toArray(String[]::new));
    }

    @Test
    void shouldSayWhatItExpectedOfALineThatItDoesNotUnderstand() {
        assertThatThrownBy(() -> Messages.sample("progress 1 2 3"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("expected 'progress NANOS CPU_NANOS COMPILER_NANOS EVENTS' of a contender,"
                        + " found 'progress 1 2 3'");
    }

    private static String only(String pattern) throws IOException {
        try (InputStream in = BenchPyTest.class.getResourceAsStream("python/bench.py")) {
            var found = Pattern.compile(pattern)
                    .matcher(new String(in.readAllBytes(), UTF_8))
                    .results()
                    .map((MatchResult result) -> result.group(1))
                    .toList();
            assertThat(found).hasSize(1);
            return found.get(0);
        }
    }
}
