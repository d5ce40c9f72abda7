// SPDX-License-Identifier: Apache-2.0
package dev.penstock.cli.sample;

import dev.penstock.event.pipeline.Pipeline;
import dev.penstock.event.pipeline.reader.PipelineReader;
import dev.penstock.producer.input.EventText;
import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

class SampleCheckTest {

    private static final Instant NOW = Instant.parse("2026-11-30T12:00:00Z");
    private static final String AT = "'at':'2026-11-30T11:00:00Z'";

    @Test
    void shouldFindNothingWhereEverythingFits() {
        var check = check("iso8601", "total", "{'id':'a','total':1," + AT + "}", "", "{'id':'b'," + AT + "}");

        assertThat(check.findings()).isEmpty();
        assertThat(check.good()).isEqualTo(2);
        assertThat(check.all()).isEqualTo(2);
    }

    @Test
    void shouldNameAFieldThatNoEventHasAndTheNearestOne() {
        assertThat(findings("iso8601", "totl", "{'id':'a','total':1," + AT + "}"))
                .containsExactly("error: 'totl' was in no event; did you mean 'total'?");
        assertThat(findings("iso8601", "total", "{'id':'a','order':{'total':1}," + AT + "}"))
                .containsExactly("error: 'total' was in no event; did you mean 'order.total'?");
        assertThat(findings("iso8601", "weight", "{'id':'a','total':1," + AT + "}"))
                .containsExactly("error: 'weight' was in no event; known here: id, total, at");
    }

    @Test
    void shouldSayWhereAPathRunsIntoAList() {
        assertThat(findings("iso8601", "items.price", "{'id':'a','items':[{'price':1}]," + AT + "}"))
                .containsExactly(
                        "error: 'items.price' ran into a list: 'items' is one; 'each: items' makes an event of each element");
    }

    @Test
    void shouldCountBadEventsByReasonAndShowTheFirstOfEach() {
        assertThat(findings(
                        "iso8601",
                        "total",
                        "{'id':'a','total':1," + AT + "}",
                        "no json",
                        "{'total':1," + AT + "}",
                        "{'total':2," + AT + "}"))
                .containsExactly(
                        "warning: 2 of 4 key_missing, first in line 3: no 'id': {\"total\":1,\"at\":\"2026-11-30T11:00:00Z\"}",
                        "warning: 1 of 4 not_json, first in line 2: found 'n', expected a value (at byte 0): no json");
    }

    @Test
    void shouldCountFieldsThatCannotBeUsedByReasonAndShowTheFirstOfEach() {
        assertThat(findings(
                        "iso8601",
                        "total",
                        "{'id':'a','total':1," + AT + "}",
                        "{'id':'a','total':'1.50'," + AT + "}",
                        "{'id':'a','total':NaN," + AT + "}",
                        "{'id':'a','total':[]," + AT + "}"))
                .containsExactly(
                        "warning: 2 of 4 with a field that can't be used (all else counts them), not_a_number, first in line 2:"
                                + " 'total' is the text '1.50', expected a finite number (numbers: lenient takes it for one):"
                                + " {\"id\":\"a\",\"total\":\"1.50\",\"at\":\"2026-11-30T11:00:00Z\"}",
                        "warning: 1 of 4 with a field that can't be used (all else counts them), number_not_finite, first in"
                                + " line 3: 'total' is a number that is not finite or has too many digits, expected a finite"
                                + " number: {\"id\":\"a\",\"total\":NaN,\"at\":\"2026-11-30T11:00:00Z\"}");
    }

    @Test
    void shouldSayWhichUnitFits() {
        assertThat(findings("millis", "total", "{'id':'a','total':1,'at':1795953600}")
                        .get(0))
                .isEqualTo("error: none of the 1 can be taken as an event of source 'orders'");
        assertThat(findings("millis", "total", "{'id':'a','total':1,'at':1795953600}")
                        .get(1))
                .startsWith("warning: 1 of 1 timestamp_wrong_unit, first in line 1: 'at' is the number 1795953600")
                .contains("as seconds it would be 2026-11-29T", "unit: seconds");
    }

    @Test
    void shouldSayThatEventsLieAhead() {
        assertThat(findings("iso8601", "total", "{'id':'a','total':1,'at':'2026-12-01T12:00:00Z'}"))
                .last()
                .asString()
                .startsWith("warning: 1 of 1 timestamp_in_future, first in line 1: it says 2026-12-01T12:00:00Z")
                .contains("max_future");
    }

    @Test
    void shouldFailWhereThereIsNoEvent() {
        assertThat(findings("iso8601", "total")).containsExactly("error: there is no event in it");
    }

    private static List<String> findings(String unit, String summed, String... lines) {
        return check(unit, summed, lines).findings().stream()
                .map(Finding::toString)
                .toList();
    }

    private static SampleCheck check(String unit, String summed, String... lines) {
        Pipeline pipeline =
                PipelineReader.read("orders.yaml", """
                sources:
                  orders: {topic: orders, partitioned_by: id, timestamp: {field: at, unit: %s}}
                features:
                  spend: {from: orders, key: id, window: 1h, to: spend, columns: {total: {sum: %s}}}
                """.replaceFirst("%s", unit).replaceFirst("%s", summed));
        var check = new SampleCheck(pipeline, pipeline.sources().get(0), () -> NOW);
        for (int i = 0; i < lines.length; i++) {
            byte[] bytes = lines[i].replace('\'', '"').getBytes(StandardCharsets.UTF_8);
            check.add(new EventText(i + 1, i + 1, bytes, false));
        }
        return check;
    }
}
