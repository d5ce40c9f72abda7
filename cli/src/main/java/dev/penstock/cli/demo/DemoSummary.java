// SPDX-License-Identifier: Apache-2.0
package dev.penstock.cli.demo;

import dev.penstock.cli.support.Counted;
import dev.penstock.producer.Summary;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What there is to say about a demo when it is over. */
final class DemoSummary {

    private DemoSummary() {}

    /**
     * @param untilFirstRow from the start of the process until the first feature row was seen; zero if none was
     */
    static List<String> lines(DemoSnapshot last, Summary sent, Duration untilFirstRow) {
        List<String> lines = new ArrayList<>();
        lines.add(String.format(
                Locale.ROOT,
                "ran for %s%s",
                Texts.clock(last.elapsed()),
                untilFirstRow.isZero()
                        ? ""
                        : String.format(
                                Locale.ROOT,
                                ", first feature row seen %.1f s after the start",
                                untilFirstRow.toMillis() / 1000.0)));
        lines.add(String.format(
                Locale.ROOT,
                "%s sent%s, %s read, %s written",
                Counted.of(sent.delivered(), "event"),
                sent.failed() == 0 ? "" : " (" + Texts.count(sent.failed()) + " more were not delivered)",
                Texts.count(last.read()),
                Counted.of(last.written(), "record")));
        last.out()
                .forEach(flow ->
                        lines.add(String.format(Locale.ROOT, "  %s %s", flow.name(), Texts.count(flow.total()))));
        lines.add(String.join("  ", Troubles.words(last.counts())));
        last.input().findings().forEach(finding -> lines.add(Texts.printable(finding.toString())));
        return lines;
    }
}
