// SPDX-License-Identifier: Apache-2.0
package dev.penstock.cli.demo.view;

import dev.penstock.cli.demo.state.DemoInput;
import dev.penstock.cli.demo.state.DemoSnapshot;
import dev.penstock.cli.demo.state.DemoSnapshot.Newest;
import dev.penstock.cli.demo.state.DemoSnapshot.Watched;
import dev.penstock.cli.demo.state.FeatureRow;
import dev.penstock.cli.support.Counted;
import dev.penstock.producer.send.Summary;
import org.jline.utils.AttributedString;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Lines without any escape sequence, for a pipe or a file. */
public final class PlainLines implements DemoDisplay {

    private static final Duration INTERVAL = Duration.ofSeconds(1);
    private static final int WIDTH = 200;

    private final PrintWriter out;
    private List<String> last = List.of();

    PlainLines(PrintWriter out) {
        this.out = out;
    }

    @Override
    public Duration interval() {
        return INTERVAL;
    }

    @Override
    public void show(DemoSnapshot snapshot) {
        out.println(numbers(snapshot));
        List<String> newest = newest(snapshot);
        newest.stream().filter(line -> !last.contains(line)).forEach(out::println);
        last = newest;
        out.flush();
    }

    @Override
    public void close() {
        out.flush();
    }

    static String numbers(DemoSnapshot snapshot) {
        double in =
                snapshot.in().stream().mapToDouble(DemoSnapshot.Flow::perSecond).sum();
        double out = snapshot.out().stream()
                .mapToDouble(DemoSnapshot.Flow::perSecond)
                .sum();
        return String.format(
                Locale.ROOT,
                "%s  in %s (%s)  out %s (%s)  %s",
                Texts.clock(snapshot.elapsed()),
                Texts.rate(in),
                Texts.count(snapshot.read()),
                Texts.rate(out),
                Texts.count(snapshot.written()),
                String.join("  ", Texts.words(snapshot.counts())));
    }

    /** The newest row of each entity that is watched, and the newest event of each stream. */
    private static List<String> newest(DemoSnapshot snapshot) {
        List<String> lines = new ArrayList<>();
        if (snapshot.input() instanceof DemoInput.Replayed replayed) {
            lines.add(String.join(" ", Texts.words(replayed)));
        }
        snapshot.input().findings().forEach(finding -> lines.add(Texts.printable(finding.toString())));
        for (Watched watched : snapshot.watched()) {
            FeatureRow row = watched.rows().get(0);
            lines.add(String.format(
                    Locale.ROOT,
                    "%s: %s %s  window %s  %s",
                    watched.group(),
                    watched.keyField(),
                    Texts.printable(watched.key()),
                    row.window(),
                    String.join("  ", Texts.words(row.columns()))));
        }
        List<String> seen = new ArrayList<>();
        for (Newest event : snapshot.events()) {
            if (!seen.contains(event.name())) {
                seen.add(event.name());
                lines.add(event.name() + ": " + String.join("  ", Texts.words(event.fields())));
            }
        }
        return lines.stream()
                .map(line -> "    " + Lines.fit(new AttributedString(line), WIDTH))
                .toList();
    }

    /**
     * What there is to say about a demo when it is over.
     *
     * @param untilFirstRow from the start of the process until the first feature row was seen; zero if none was
     */
    public static List<String> summary(DemoSnapshot last, Summary sent, Duration untilFirstRow) {
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
        lines.add(String.join("  ", Texts.words(last.counts())));
        last.input().findings().forEach(finding -> lines.add(Texts.printable(finding.toString())));
        return lines;
    }
}
