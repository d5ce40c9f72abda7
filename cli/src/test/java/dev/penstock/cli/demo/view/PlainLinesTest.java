// SPDX-License-Identifier: Apache-2.0
package dev.penstock.cli.demo.view;

import dev.penstock.cli.demo.state.Snapshots;
import org.junit.jupiter.api.Test;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

class PlainLinesTest {

    private final StringWriter out = new StringWriter();
    private final PlainLines lines = new PlainLines(new PrintWriter(out));

    @Test
    void shouldPrintNumbersAndWhatIsNewest() {
        lines.show(Snapshots.busy());

        assertThat(printed())
                .containsExactly(
                        "1:12  in 1,000/s (1,072,000)  out 1,752/s (125,190)"
                                + "  lag 12  late 340 (in all groups)  dead letters 162:  key_mismatch 110  not_json 39  broken_utf8 13",
                        "    user_activity: user_id user-17  window 2023-11-14 22:15  events_1m 67  views_1m 47"
                                + "  clicks_1m 13  purchases_1m 3  ctr_1m 0.2765  total_spend 158.32  items_1m 47"
                                + "  session_duration 6149",
                        "    processed_logins: geo.region europe  user_id 74ce3515-e563-4fef-a87f-797165d3c98f"
                                + "  event_time 2026-11-21T07:47:06.000Z  processed_at 2026-11-21T07:47:06.123Z",
                        "    shipments: status pending  user_id 74ce3515-e563-4fef-a87f-797165d3c98f"
                                + "  event_time 2026-11-21T07:47:06.000Z  processed_at 2026-11-21T07:47:06.123Z");
    }

    @Test
    void shouldRepeatOnlyTheNumbersWhenNothingIsNew() {
        lines.show(Snapshots.busy());
        lines.show(Snapshots.busy());

        assertThat(printed()).hasSize(5);
    }

    @Test
    void shouldPrintNoControlCharacterOfAnEvent() {
        lines.show(Snapshots.with("a\u001b[2Jb\r\nc", "\u0007\u202e"));

        assertThat(printed()).hasSize(4).allMatch(line -> !line.matches(".*[\\p{Cc}\\p{Cf}].*"));
    }

    private List<String> printed() {
        return out.toString().lines().toList();
    }
}
