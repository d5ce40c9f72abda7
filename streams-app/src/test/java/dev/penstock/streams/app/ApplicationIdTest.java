// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.app;

import dev.penstock.event.pipeline.Pipeline;
import dev.penstock.event.pipeline.reader.PipelineReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

class ApplicationIdTest {

    private static final String YAML = """
            sources:
              clicks: {topic: shop-clicks, partitioned_by: user, timestamp: {field: at, unit: millis}}
            features:
              users: {from: clicks, key: user, window: 1m, to: users, columns: {n: {count: events}}}
            """;

    @Test
    void shouldBeTheSameForAFileWhereverItLies() {
        String here = id("orders.yaml", YAML);

        assertThat(here).matches("penstock-orders-[0-9a-f]{8}");
        assertThat(id("/srv/team-a/orders.yaml", YAML)).isEqualTo(here);
        assertThat(id("orders.yml", YAML)).isEqualTo(here);
    }

    /** Or each of the instances that are restarted would read everything from the start. */
    @Test
    void shouldNotChangeOverAReleaseOfPenstock() {
        assertThat(id("orders.yaml", YAML)).isEqualTo("penstock-orders-09ee0707");
    }

    @Test
    void shouldDifferBetweenFilesOfOneNameThatReadDifferentTopics() {
        assertThat(id("pipeline.yaml", YAML)).isNotEqualTo(id("pipeline.yaml", YAML.replace("shop-clicks", "orders")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "# a comment\n",
                "  more: {from: clicks, key: page, window: 1h, to: more, columns: {n: {count: events}}}\n",
                "streams:\n  visits: {from: clicks, where: {bot: false}, to: visits}\n"
            })
    void shouldStayWhatItIsWhenAPipelineGrows(String more) {
        assertThat(id("orders.yaml", YAML + more)).isEqualTo(id("orders.yaml", YAML));
    }

    @Test
    void shouldStayWhatItIsWhenAnotherSourceComesBehind() {
        String more = YAML.replace(
                "features:",
                "  views: {topic: views, partitioned_by: user, timestamp: {field: at, unit: millis}}\nfeatures:");

        assertThat(id("orders.yaml", more)).isEqualTo(id("orders.yaml", YAML));
    }

    @Test
    void shouldBeTheNameThatThePipelineGives() {
        assertThat(id("pipeline.yaml", "name: shop.v2\n" + YAML)).isEqualTo("penstock-shop.v2");
    }

    @Test
    void shouldDifferBetweenNamesOfWhichKafkaTakesTheSame() {
        List<String> ids = Stream.of(
                        "my events", "my-events", "my:events", "größe", "grüße", "a".repeat(150), "a".repeat(151))
                .map(name -> id(name + ".yaml", YAML))
                .toList();

        assertThat(ids)
                .doesNotHaveDuplicates()
                .allSatisfy(id -> assertThat(StreamsSettings.requireLegalId(id)).isEqualTo(id));
    }

    /** Those of versions that called the application like its file, and those with another first source. */
    @Test
    void shouldKnowWhatTheFileWasCalledBefore() {
        var everOf = ApplicationId.everOf(Path.of("orders.yaml"));

        assertThat(List.of("penstock-orders", "penstock-orders-0123abcd")).allMatch(everOf);
        assertThat(List.of("penstock-orders-eu", "penstock-orders-eu-0123abcd", "my-penstock-orders", "penstock-order"))
                .noneMatch(everOf);
    }

    private static String id(String file, String yaml) {
        Pipeline pipeline = PipelineReader.read(file, yaml);
        return ApplicationId.of(Path.of(file), pipeline);
    }
}
