// SPDX-License-Identifier: Apache-2.0
package dev.penstock.event.pipeline.reader;

import dev.penstock.event.pipeline.mistake.InvalidPipelineException;
import dev.penstock.event.pipeline.mistake.Mistake;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

class PipelineMistakesTest {

    static List<Arguments> cases() throws IOException {
        List<Arguments> cases = new ArrayList<>();
        for (String file : List.of(
                "file",
                "sources",
                "names",
                "protection",
                "topics",
                "streams",
                "features",
                "columns",
                "fields",
                "stores")) {
            try (InputStream in = PipelineMistakesTest.class.getResourceAsStream("mistakes/" + file + ".txt")) {
                MistakeCase.parseAll(new String(in.readAllBytes(), StandardCharsets.UTF_8))
                        .forEach(each -> cases.add(Arguments.of(file, each)));
            }
        }
        return cases;
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("cases")
    void shouldTellEveryMistakeWithItsPlaceAndNothingElse(String file, MistakeCase wrong) {
        var refused = catchThrowableOfType(
                InvalidPipelineException.class, () -> PipelineReader.read("case.yaml", wrong.yaml()));
        assertThat(refused).as(wrong.yaml()).isNotNull();
        assertThat(refused.mistakes().stream().map(Mistake::toString)).containsExactlyElementsOf(wrong.expected());
        assertThat(refused).hasMessage(String.join("\n", wrong.expected()));
    }
}
