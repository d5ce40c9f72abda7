// SPDX-License-Identifier: Apache-2.0
package dev.penstock.event.pipeline.reader;

import dev.penstock.event.pipeline.EventStream;
import dev.penstock.event.pipeline.FeatureGroup;
import dev.penstock.event.pipeline.Store;
import dev.penstock.event.pipeline.reader.section.ColumnReader;
import dev.penstock.event.pipeline.reader.section.EnrichReader;
import dev.penstock.event.pipeline.reader.section.GroupReader;
import dev.penstock.event.pipeline.reader.section.ProtectionReader;
import dev.penstock.event.pipeline.reader.section.ScoreReader;
import dev.penstock.event.pipeline.reader.section.SourceReader;
import dev.penstock.event.pipeline.reader.section.StoreReader;
import dev.penstock.event.pipeline.reader.section.StreamReader;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.Collection;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

class PipelinePageTest {

    private static final String PAGE = PipelineFiles.text("docs/pipeline.md");

    static Stream<String> words() {
        return Stream.of(
                        PipelineDraft.KEYS,
                        PipelineDraft.ENGINES.keySet(),
                        SourceReader.KEYS,
                        SourceReader.UNITS.keySet(),
                        SourceReader.KEY_FORMATS.keySet(),
                        SourceReader.NUMBER_RULES.keySet(),
                        StreamReader.KEYS,
                        EnrichReader.KEYS,
                        EnrichReader.FIELD_KEYS,
                        EnrichReader.SESSION_KEYS,
                        ScoreReader.KEYS,
                        ProtectionReader.KEYS,
                        GroupReader.KEYS,
                        GroupReader.RECORD_KEYS.keySet(),
                        GroupReader.KEY_TYPES.keySet(),
                        ColumnReader.KEYS,
                        StoreReader.KEYS,
                        StoreReader.LAYOUTS.keySet(),
                        StoreReader.TYPES.keySet(),
                        Store.Parquet.ADDED_FIELDS,
                        SourceReader.TIMESTAMP_KEYS.stream()
                                .map(key -> "timestamp." + key)
                                .toList(),
                        addedFields(),
                        FeatureGroup.RESERVED_FIELDS)
                .flatMap(Collection::stream)
                .distinct();
    }

    private static List<String> addedFields() {
        EventStream everything = PipelineReader.read("test.yaml", """
                        sources:
                          in: {topic: in, partitioned_by: k, timestamp: {field: t, unit: millis}}
                        streams:
                          everything:
                            from: in
                            to: out
                            enrich:
                              time: {}
                              geo: {field: ip}
                              device: {field: d}
                              version: {field: v}
                              sentiment: {field: text}
                              session: {gap: 30m}
                        """).streams().get(0);
        assertThat(everything.enrichers()).hasSameSizeAs(EnrichReader.KEYS);
        return everything.enrichers().stream()
                .flatMap(enricher -> enricher.outputs().stream())
                .map(output -> output.field().toString())
                .toList();
    }

    static List<String> examples() {
        return Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL)
                .matcher(PAGE)
                .results()
                .map((MatchResult found) -> found.group(1))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("words")
    void shouldNameEveryWordOfThePipelineFile(String word) {
        assertThat(PAGE).contains("`" + word + "`");
    }

    @ParameterizedTest
    @MethodSource("examples")
    void shouldShowExamplesThatAreRight(String example) {
        assertThat(PipelineReader.read("docs/pipeline.md", example).sources()).isNotEmpty();
    }
}
