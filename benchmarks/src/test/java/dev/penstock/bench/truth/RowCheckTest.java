// SPDX-License-Identifier: Apache-2.0
package dev.penstock.bench.truth;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.nio.charset.StandardCharsets;

import static org.assertj.core.api.Assertions.assertThat;

class RowCheckTest {

    private static final long WINDOW = 1_700_000_040_000L;
    private static final String RIGHT = """
            {"user_id":"u","window_start":1700000040000,"window_end":1700000100000,"events_1m":3,"views_1m":1,            "clicks_1m":0,"purchases_1m":2,"ctr_1m":0,"total_spend":0.30,"items_1m":2,"session_duration":50}""";

    private final Truth truth = new Truth(Sampling.ALL);

    @BeforeEach
    void addEvents() {
        addEvent("view", "i1", "", WINDOW + 100);
        addEvent("purchase", "i2", "\"amount\":0.1,", WINDOW + 150);
        addEvent("purchase", "i2", "\"amount\":0.2,", WINDOW + 120);
    }

    private void addEvent(String type, String item, String amount, long time) {
        truth.add(new AppEventReader().read(bytes("""
                {"event_id":"e","user_id":"u","event_type":"%s","item_id":"%s",%s"timestamp":%d,"device":"web"}""".formatted(type, item, amount, time))));
    }

    @Test
    void shouldFindARightAnswerRight() {
        Verdict verdict = check(RIGHT);

        assertThat(verdict.right()).isTrue();
        assertThat(verdict.checked()).isEqualTo(1);
    }

    @Test
    void shouldGoByTheNewestRowOfAKeyAndWindow() {
        assertThat(check(RIGHT.replace("\"events_1m\":3", "\"events_1m\":2"), RIGHT)
                        .right())
                .isTrue();
        assertThat(check(RIGHT, RIGHT.replace("\"events_1m\":3", "\"events_1m\":2"))
                        .right())
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "events_1m, 3, 4",
        "views_1m, 1, 2",
        "clicks_1m, 0, 1",
        "purchases_1m, 2, 3",
        "total_spend, 0.30, 0.30000000000000004",
        "items_1m, 2, 3",
        "session_duration, 50, 49"
    })
    void shouldNameAWrongColumn(String column, String right, String wrong) {
        Verdict verdict = check(RIGHT.replace("\"" + column + "\":" + right, "\"" + column + "\":" + wrong));

        assertThat(verdict.wrong()).isEqualTo(1);
        assertThat(verdict.examples()).singleElement().asString().contains("u", column + " is " + wrong);
    }

    @Test
    void shouldFindAMissingRowAndASurplusOne() {
        Verdict verdict = check(RIGHT.replace("1700000040000", "1700000100000"));

        assertThat(verdict.wrong()).isEqualTo(2);
        assertThat(verdict.examples()).anyMatch(example -> example.contains("there is no row"));
        assertThat(verdict.examples()).anyMatch(example -> example.contains("no event belongs"));
    }

    @Test
    void shouldFindAColumnMissing() {
        assertThat(check(RIGHT.replace("\"items_1m\":2,", "")).right()).isFalse();
    }

    @Test
    void shouldNotTakeNothingForAnAnswer() {
        Verdict verdict = new RowCheck(new Truth(Sampling.ALL).rows("user_activity"), Sampling.ALL).verdict();

        assertThat(verdict.right()).isFalse();
    }

    @Test
    void shouldAddUpWhatAReaderWithoutStateSees() {
        Tally tally = truth.tally();

        assertThat(tally.events()).isEqualTo(3);
        assertThat(tally.purchases()).isEqualTo(2);
        assertThat(tally.spend()).isEqualByComparingTo("0.3");
        assertThat(tally.timestamps()).isEqualTo(3 * WINDOW + 370);
    }

    private Verdict check(String... rows) {
        var check = new RowCheck(truth.rows("user_activity"), Sampling.ALL);
        for (String row : rows) {
            check.add("u", bytes(row));
        }
        return check.verdict();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
