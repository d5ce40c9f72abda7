// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.topology;

import dev.penstock.streams.metrics.PipelineMetrics;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.Path;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

/** Of an event with a field that can't be used only those miss something that need the field, with either engine. */
@ParameterizedClass
@ValueSource(strings = {"micro-batch", "per-event"})
class UnusableFieldsTest {

    private static final long T = TestPipeline.NOW.toEpochMilli() - 600_000;

    private static final String PIPELINE = """
            sources:
              orders: {topic: orders, partitioned_by: user, timestamp: {field: at, unit: millis}}
            streams:
              copy:  {from: orders, to: copied}
              short: {from: orders, where: {status: paid}, select: {who: user, paid: total}, to: shortened}
            features:
              users:
                from: orders
                key: user
                window: 1m
                to: users
                columns:
                  events: {count: events}
                  spend:  {sum: total}
                  least:  {min: total}
                  color:  {last: color}
                  colors: {distinct: color}
                  paid:   {count: events, where: {status: paid}}
              shops: {from: orders, key: shop, window: 1m, to: shops, columns: {events: {count: events}}}
              payers: {from: short, key: who, window: 1m, to: payers, columns: {events: {count: events}, paid: {sum: paid}}}
            """;

    @Parameter
    private String engine;

    @TempDir
    private Path folder;

    private TestPipeline pipeline;

    @BeforeEach
    void start() {
        pipeline = new TestPipeline("engine: " + engine + "\n" + PIPELINE, folder);
    }

    @AfterEach
    void stop() {
        pipeline.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'total':'1.50'     | total not_a_number      | 'spend':1,'least':1,'color':'red','colors':1,'paid':2",
                "'total':NaN        | total number_not_finite | 'spend':1,'least':1,'color':'red','colors':1,'paid':2",
                "'total':1e999      | total number_not_finite | 'spend':1,'least':1,'color':'red','colors':1,'paid':2",
                "'total':[1]        | total not_a_number      | 'spend':1,'least':1,'color':'red','colors':1,'paid':2",
                "'total':1,'total':2| total duplicate_field   | 'spend':1,'least':1,'color':'red','colors':1,'paid':2",
                "'color':['x','y']  | color not_a_value       | 'spend':1,'least':1,'color':'red','colors':1,'paid':2",
                "'color':{'c':'x'}  | color not_a_value       | 'spend':1,'least':1,'color':'red','colors':1,'paid':2",
                "'color':-Infinity  | color number_not_finite | 'spend':1,'least':1,'color':'red','colors':1,'paid':2",
                "'color':'\\ud83d'   | color broken_utf8       | 'spend':1,'least':1,'color':'red','colors':1,'paid':2",
                "'color':1          |                         | 'spend':1,'least':1,'color':1,'colors':2,'paid':2",
                "'color':null       |                         | 'spend':1,'least':1,'color':'red','colors':1,'paid':2",
                "'other':[NaN,'x']  |                         | 'spend':1,'least':1,'color':'red','colors':1,'paid':2",
                "'status':['paid']  | status not_a_value      | 'spend':1,'least':1,'color':'red','colors':1,'paid':1",
            })
    void shouldLeaveTheEventOutOfTheColumnsThatNeedTheFieldAlone(String field, String unusable, String columns) {
        order(T, "'shop':'s','total':1,'color':'red','status':'paid'");
        String status = field.contains("status") ? "" : "'status':'paid',";
        order(T + 1, "'shop':'s'," + status + field);

        assertThat(pipeline.values("users"))
                .last()
                .isEqualTo(json("{'user':'ann','window_start':%d,'window_end':%d,'events':2,%s}"
                        .formatted(T, T + 60_000, columns)));
        assertThat(pipeline.values("shops")).last().asString().contains("\"events\":2");
        assertThat(pipeline.read("orders-dlq")).isEmpty();
        assertThat(pipeline.unusable()).isEqualTo(unusable == null ? Map.of() : Map.of("orders " + unusable, 1.0));
        assertThat(pipeline.read("copied")).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'shop':{}     | key_wrong_type",
                "'shop':1.5    | key_wrong_type",
                "'shop':NaN    | key_wrong_type",
                "'shop':LONG   | text_too_long",
                "'shop':1,'shop':1 | duplicate_field"
            })
    void shouldLeaveTheEventOutOfTheGroupsWhoseKeyCannotBeUsedAlone(String shop, String reason) {
        order(T, shop.replace("LONG", "'" + "s".repeat(8_193) + "'"));

        assertThat(pipeline.values("users")).hasSize(1);
        assertThat(pipeline.read("shops")).isEmpty();
        assertThat(pipeline.read("orders-dlq")).isEmpty();
        assertThat(pipeline.counted(PipelineMetrics.KEY_MISSING, "group", "shops"))
                .isEqualTo(1);
        assertThat(pipeline.counted(PipelineMetrics.COUNTED, "group", "shops")).isZero();
        assertThat(pipeline.unusable()).isEqualTo(Map.of("orders shop " + reason, 1.0));
    }

    @Test
    void shouldCountAnEventOnceForEachFieldAndReasonWhoeverNeedsIt() {
        order(T, "'status':'paid','total':'n/a'");
        order(T, "'status':'paid','total':'n/a','color':[]");
        order(T, "'status':'open','total':1e999");

        assertThat(pipeline.unusable())
                .isEqualTo(Map.of(
                        "orders total not_a_number", 2.0,
                        "orders total number_not_finite", 1.0,
                        "orders color not_a_value", 1.0));
        assertThat(pipeline.values("payers")).last().asString().contains("\"events\":2,\"paid\":0");
    }

    @Test
    void shouldWriteNullInStreamsForWhatIsNoJsonAndSetTheEventAsideAsItCame() {
        order(T + 200_000, "'status':'open'");
        pipeline.read("copied");
        order(T, "'total': NaN ,'status':'paid','note':[-Infinity,'NaN']");

        assertThat(pipeline.values("copied"))
                .containsExactly(event(T, "'total': null ,'status':'paid','note':[null,'NaN']"));
        assertThat(pipeline.values("shortened")).containsExactly(json("{'who':'ann','paid':null}"));
        assertThat(pipeline.values("users-late"))
                .containsExactly(event(T, "'total': NaN ,'status':'paid','note':[-Infinity,'NaN']"));
    }

    @Test
    void shouldLeaveOutOfAStreamWhatItSelectsAndIsThereTwice() {
        order(T, "'status':'paid','total':1,'total':2");
        order(T, "'status':'paid','total':'\\ud83d'");

        assertThat(pipeline.values("shortened"))
                .containsExactly(json("{'who':'ann'}"), json("{'who':'ann','paid':'\\ud83d'}"));
    }

    @Test
    void shouldReadNumbersInTextsToTheLastDigitWhereTheyAreLenient() {
        String lenient = PIPELINE.replace("unit: millis}", "unit: millis}, numbers: lenient")
                .replace("status: paid}, select", "total: [1, 12.5]}, select");
        try (var other = new TestPipeline("engine: " + engine + "\n" + lenient, folder.resolve("lenient"))) {
            for (String total : new String[] {"'0.1'", "0.2", "' 12.50 '", "'+1'", "'1e-20'", "'12 EUR'", "'NaN'"}) {
                other.send("orders", "ann", event(T, "'color':'1','total':" + total));
            }

            assertThat(other.values("users"))
                    .last()
                    .asString()
                    .contains(json(
                            "'events':7,'spend':13.80000000000000000001,'least':0.00000000000000000001,'color':'1'"));
            assertThat(other.values("shortened"))
                    .containsExactly(json("{'who':'ann','paid':' 12.50 '}"), json("{'who':'ann','paid':'+1'}"));
            assertThat(other.values("payers")).last().asString().contains("\"events\":2,\"paid\":13.5");
            assertThat(other.unusable()).isEqualTo(Map.of("orders total not_a_number", 2.0));
        }
    }

    private void order(long time, String fields) {
        pipeline.send("orders", "ann", event(time, fields));
    }

    private static String event(long time, String fields) {
        return json("{'user':'ann','at':%d,%s}".formatted(time, fields));
    }

    /** Single quotation marks stand for double ones. */
    private static String json(String text) {
        return text.replace('\'', '"');
    }
}
