// SPDX-License-Identifier: Apache-2.0
package dev.penstock.cli.demo.view;

import dev.penstock.cli.demo.state.DemoInput;
import dev.penstock.cli.demo.state.DemoSnapshot;
import dev.penstock.cli.demo.state.Snapshots;
import dev.penstock.cli.sample.Finding;
import org.jline.utils.AttributedString;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

class DemoViewTest {

    @Test
    void shouldShowEverythingThatMattersOnASmallScreen() {
        assertThat(text(Snapshots.busy(), 80, 24))
                .contains("Penstock demo of default.yaml, http://127.0.0.1:7080, 1:12, Ctrl-C ends it")
                .contains("in  logins               50/s      3,600  app_events          950/s  1,068,400")
                .contains("out processed_logins     50/s      3,590  shipments            19/s      1,300")
                .contains("    login_geo            40/s      2,700  sales_by_item       931/s     67,000")
                .contains("1,000/s generated, 200 users;  0.5 % late and 1.25 % malformed on purpose")
                .contains("lag 12  late 340 (in all groups)  dead letters 162:  key_mismatch 110")
                .contains("not_json 39  broken_utf8 13")
                .contains("Newest rows of user_activity, user_id user-17")
                .contains("  2023-11-14 22:15  events_1m 67  views_1m 47  clicks_1m 13  purchases_1m 3")
                .anyMatch(line -> line.startsWith("  login_devices   device_type ios"))
                .anyMatch(line -> line.startsWith("  processed_logins  geo.region europe  user_id 74ce3515"))
                .hasSizeLessThanOrEqualTo(24);
    }

    @Test
    void shouldShowRowsAsATableWhereItFits() {
        assertThat(text(Snapshots.busy(), 120, 40))
                .contains(
                        "  window            events_1m  views_1m  clicks_1m  purchases_1m  ctr_1m  total_spend  items_1m  session_duration",
                        "  2023-11-14 22:15         67        47         13             3  0.2765       158.32        47              6149",
                        "  2023-11-14 22:14        411        47         13             3  0.2765       158.32        47              6149")
                .anyMatch(line -> line.startsWith("  shipments         status pending"))
                .anyMatch(line -> line.startsWith("  login_geo       geo.region europe"));
    }

    @ParameterizedTest
    @CsvSource({"80, 24", "120, 40", "100, 30", "40, 12", "20, 5", "1, 1", "300, 100"})
    void shouldFitAnyScreen(int width, int height) {
        List<AttributedString> lines =
                DemoView.render(Snapshots.busy(), "a warning", width, height, DemoView.Ink.COLOURED);

        assertThat(lines).hasSizeLessThanOrEqualTo(height);
        assertThat(lines).allMatch(line -> line.columnLength() <= width);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\u001b[2J\u001b[31mred",
                "bell\u0007",
                "two\r\nlines",
                "\u009b31m",
                "\u202etxt.exe",
                "tab\there",
                "\ud800",
                "漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字"
            })
    void shouldNotLetEventsWriteToTheTerminal(String hostile) {
        for (AttributedString line :
                DemoView.render(Snapshots.with(hostile, hostile), hostile, 80, 24, DemoView.Ink.NONE)) {
            assertThat(line.toString()).doesNotContainPattern("[\\p{Cc}\\p{Cf}\\p{Cs}]");
            assertThat(line.columnLength()).isLessThanOrEqualTo(80);
        }
    }

    @Test
    void shouldWriteNoEscapeSequenceWithoutColours() {
        assertThat(DemoView.render(Snapshots.busy(), "a warning", 80, 24, DemoView.Ink.NONE))
                .allMatch(line -> !line.toAnsi().contains("\u001b"));
        assertThat(DemoView.render(Snapshots.busy(), "", 80, 24, DemoView.Ink.COLOURED))
                .anyMatch(line -> line.toAnsi().contains("\u001b"));
    }

    @Test
    void shouldShowACommandThatAShellTakesForOneLine() {
        List<String> lines = text(Snapshots.busy(), 80, 24).subList(1, 4);

        assertThat(String.join("\n", lines).replace(" \\\n ", ""))
                .isEqualTo("./penstock kafka console-consumer --bootstrap-server localhost:41234"
                        + " --topic features-user-activity --isolation-level read_committed --from-beginning");
    }

    @Test
    void shouldShowWhatDoesNotFitBetweenEventsAndPipeline() {
        DemoSnapshot busy = Snapshots.busy();
        var finding = new Finding(true, "'totl' was in no event; did you mean 'total'?");
        var input = new DemoInput.Replayed("a.jsonl", 1, 1, 5, DemoInput.Stage.SENT, List.of(finding));
        var replayed = new DemoSnapshot(
                busy.subject(),
                busy.elapsed(),
                busy.in(),
                busy.out(),
                busy.counts(),
                input,
                busy.watched(),
                busy.rows(),
                busy.events());

        assertThat(text(replayed, 80, 24)).contains("error: 'totl' was in no event; did you mean 'total'?");
    }

    @Test
    void shouldShowTheLastWarning() {
        assertThat(text(Snapshots.busy(), "WARN the disk is slow", 80, 24)).contains("WARN the disk is slow");
    }

    private static List<String> text(DemoSnapshot snapshot, int width, int height) {
        return text(snapshot, "", width, height);
    }

    private static List<String> text(DemoSnapshot snapshot, String notice, int width, int height) {
        return DemoView.render(snapshot, notice, width, height, DemoView.Ink.NONE).stream()
                .map(AttributedString::toString)
                .toList();
    }
}
