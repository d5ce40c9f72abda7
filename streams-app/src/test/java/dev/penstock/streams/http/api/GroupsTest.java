// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.http.api;

import dev.penstock.aggregate.AggregateType;
import dev.penstock.aggregate.Aggregates;
import dev.penstock.event.pipeline.reader.PipelineReader;
import dev.penstock.streams.http.answer.GroupsAnswer.OfColumn;
import dev.penstock.streams.senders.FieldWatches;
import org.junit.jupiter.api.Test;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

class GroupsTest {

    private static final String PIPELINE = """
            sources:
              orders: {topic: orders, partitioned_by: user, timestamp: {field: at, unit: millis}}
            features:
              users: {from: orders, key: user, window: 1m, to: users, columns: %s}
            """;

    @Test
    void shouldTellEachAggregateByItsNameInThePipelineFile() {
        for (AggregateType type : Aggregates.ALL) {
            String over = type.option()
                    .map(option -> "{field: total, " + option.name() + ": " + option.example() + "}")
                    .orElse(type.takesField() ? "total" : "events");
            OfColumn column =
                    columns("{x: {" + type.name() + ": " + over + "}}").get(0);
            assertThat(column.aggregate()).isEqualTo(type.name());
            assertThat(column.field()).isEqualTo(type.takesField() ? "total" : "");
        }
    }

    @Test
    void shouldTellWhatIsSaidBesidesTheField() {
        assertThat(columns("{slow: {quantile: {field: total, q: 0.99}}}"))
                .containsExactly(new OfColumn(
                        "slow",
                        "quantile",
                        "number",
                        "total",
                        List.of(),
                        "",
                        Map.of("q", new BigDecimal("0.99")),
                        Map.of()));
    }

    private static List<OfColumn> columns(String yaml) {
        var pipeline = PipelineReader.read("test.yaml", PIPELINE.formatted(yaml));
        return new Groups("app", pipeline, new FieldWatches())
                .answer()
                .groups()
                .get(0)
                .columns();
    }
}
