// SPDX-License-Identifier: Apache-2.0
package dev.penstock.cli.demo.view;

import dev.penstock.cli.demo.state.DemoSnapshot;
import dev.penstock.cli.demo.state.DemoSnapshot.Newest;
import dev.penstock.cli.demo.state.DemoSnapshot.Watched;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStringBuilder;
import org.jline.utils.AttributedStyle;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Draws a snapshot for a screen of any size; a pure function. */
final class DemoView {

    private static final String INDENT = "  ";
    private static final String CONTINUED = " \\";
    private static final int LEAST_LINES_OF_TROUBLES = 2;
    private static final int LEAST_LINES_OF_NEWEST = 3;
    private static final int MOST_FINDINGS = 4;

    /** How things stand out, sparingly. */
    record Ink(AttributedStyle heading, AttributedStyle faint, AttributedStyle alarm) {

        /** Everything looks the same. */
        static final Ink NONE = new Ink(AttributedStyle.DEFAULT, AttributedStyle.DEFAULT, AttributedStyle.DEFAULT);

        static final Ink COLOURED = new Ink(
                AttributedStyle.BOLD,
                AttributedStyle.DEFAULT.faint(),
                AttributedStyle.DEFAULT.foreground(AttributedStyle.YELLOW));
    }

    private final Ink ink;
    private final DemoSnapshot snapshot;
    private final int width;

    private final String notice;

    private DemoView(DemoSnapshot snapshot, String notice, int width, Ink ink) {
        this.snapshot = snapshot;
        this.notice = notice;
        this.width = width;
        this.ink = ink;
    }

    /**
     * At most {@code height} lines of at most {@code width} columns, without any control character.
     *
     * @param notice a warning to show, blank if there is none
     */
    static List<AttributedString> render(DemoSnapshot snapshot, String notice, int width, int height, Ink ink) {
        return new DemoView(snapshot, notice, width, ink).render(height);
    }

    private List<AttributedString> render(int height) {
        List<Section> sections = new ArrayList<>();
        sections.add(Section.whole(head()));
        sections.add(Section.whole(flows()));
        sections.add(state());
        snapshot.watched().forEach(watched -> sections.add(new Section(watched(watched), LEAST_LINES_OF_NEWEST)));
        sections.add(new Section(newest("Newest rows of other groups", snapshot.rows()), 2));
        sections.add(new Section(newest("Newest events of streams", snapshot.events()), LEAST_LINES_OF_NEWEST));
        return Section.stack(sections, height);
    }

    private List<AttributedString> head() {
        var subject = snapshot.subject();
        List<AttributedString> lines = new ArrayList<>();
        String place = String.format(
                Locale.ROOT,
                " of %s, %s, %s, Ctrl-C ends it",
                Texts.printable(subject.pipeline()),
                subject.url(),
                Texts.clock(snapshot.elapsed()));
        lines.add(Lines.fit(
                new AttributedStringBuilder()
                        .styled(ink.heading(), "Penstock demo")
                        .append(place)
                        .toAttributedString(),
                width));
        lines.addAll(styled(closerLook(subject.servers(), subject.topic(), width), ink.faint()));
        return lines;
    }

    private List<AttributedString> flows() {
        List<AttributedString> lines = new ArrayList<>();
        lines.add(heading("Records per second and in all"));
        lines.addAll(styled(FlowGrid.lines(snapshot.in(), snapshot.out(), width), AttributedStyle.DEFAULT));
        return lines;
    }

    /** How far it is, and what went another way; the reasons of dead letters as far as there is room. */
    private Section state() {
        List<AttributedString> lines = new ArrayList<>();
        lines.addAll(styled(Lines.wrap(Texts.words(snapshot.input()), "", width), AttributedStyle.DEFAULT));
        snapshot.input().findings().stream()
                .limit(MOST_FINDINGS)
                .forEach(finding -> lines.add(Lines.fit(Texts.printable(finding.toString()), ink.alarm(), width)));
        if (!notice.isBlank()) {
            lines.add(Lines.fit(Texts.printable(notice), ink.alarm(), width));
        }
        int least = lines.size() + LEAST_LINES_OF_TROUBLES;
        lines.addAll(styled(Lines.wrap(Texts.words(snapshot.counts()), "", width), ink.alarm()));
        return new Section(lines, least);
    }

    private List<AttributedString> watched(Watched watched) {
        List<AttributedString> lines = new ArrayList<>();
        lines.add(heading(String.format(
                Locale.ROOT,
                "Newest rows of %s, %s %s",
                watched.group(),
                watched.keyField(),
                Texts.printable(watched.key()))));
        lines.addAll(styled(RowTable.lines(watched.rows(), INDENT, width), AttributedStyle.DEFAULT));
        return lines;
    }

    /** One line each, names below each other. */
    private List<AttributedString> newest(String title, List<Newest> all) {
        if (all.isEmpty()) {
            return List.of();
        }
        List<AttributedString> lines = new ArrayList<>();
        lines.add(heading(title));
        int names = all.stream()
                .mapToInt(newest -> Lines.columns(newest.name()))
                .max()
                .orElse(0);
        for (Newest newest : all) {
            String fields = String.join("  ", Texts.words(newest.fields()));
            lines.add(Lines.fit(
                    INDENT + Lines.padRight(newest.name(), names) + "  " + fields, AttributedStyle.DEFAULT, width));
        }
        return lines;
    }

    private AttributedString heading(String text) {
        return Lines.fit(text, ink.heading(), width);
    }

    private List<AttributedString> styled(List<String> lines, AttributedStyle style) {
        return lines.stream().map(line -> Lines.fit(line, style, width)).toList();
    }

    /** The command with which one looks into a topic from a second terminal, to be copied: on as many lines as it takes; a shell takes them for one. */
    private static List<String> closerLook(String servers, String topic, int width) {
        List<String> words = List.of(
                "./penstock kafka console-consumer",
                "--bootstrap-server " + servers,
                "--topic " + topic,
                "--isolation-level read_committed",
                "--from-beginning");
        List<String> lines = new ArrayList<>();
        var line = new StringBuilder(words.get(0));
        for (String word : words.subList(1, words.size())) {
            if (line.length() + 1 + word.length() + CONTINUED.length() > width) {
                lines.add(line + CONTINUED);
                line = new StringBuilder(" ");
            }
            line.append(' ').append(word);
        }
        lines.add(line.toString());
        return lines;
    }
}
