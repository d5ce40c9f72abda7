// SPDX-License-Identifier: Apache-2.0
package dev.penstock.cli.demo;

import dev.penstock.cli.demo.DemoSnapshot.Newest;
import dev.penstock.cli.demo.DemoSnapshot.Watched;
import org.jline.utils.AttributedString;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Lines without any escape sequence, for a pipe or a file. */
final class PlainLines implements DemoDisplay {

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
                String.join("  ", Troubles.words(snapshot.counts())));
    }

    /** The newest row of each entity that is watched, and the newest event of each stream. */
    private static List<String> newest(DemoSnapshot snapshot) {
        List<String> lines = new ArrayList<>();
        if (snapshot.input() instanceof DemoInput.Replayed replayed) {
            lines.add(String.join(" ", InputText.words(replayed)));
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
                    WindowText.of(row.windowStart()),
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
}
