// SPDX-License-Identifier: Apache-2.0
package dev.penstock.cli.demo.view;

import dev.penstock.cli.demo.state.DemoSnapshot;
import dev.penstock.cli.demo.state.DemoSnapshot.Counts;
import dev.penstock.cli.demo.state.DemoSnapshot.Newest;
import dev.penstock.cli.demo.state.Snapshots;
import org.jline.terminal.Size;
import org.jline.terminal.impl.LineDisciplineTerminal;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.IntStream;

import static org.assertj.core.api.Assertions.assertThat;

class ScreenTest {

    private static final String SECOND_BUFFER = "\u001b[?1049h";
    private static final String FIRST_BUFFER = "\u001b[?1049l";

    private final ByteArrayOutputStream output = new ByteArrayOutputStream();
    private final StringWriter err = new StringWriter();

    private LineDisciplineTerminal terminal;

    @BeforeEach
    void open() throws IOException {
        terminal = new LineDisciplineTerminal("test", "xterm", output, StandardCharsets.UTF_8);
        terminal.setSize(new Size(80, 24));
    }

    @Test
    void shouldDrawInTheSecondBufferAndLeaveTheFirstAsItWas() {
        try (var screen = screen()) {
            screen.show(Snapshots.busy());
            assertThat(written()).startsWith(SECOND_BUFFER).contains("Penstock demo", "user-17");
        }
        assertThat(written()).contains(FIRST_BUFFER);
    }

    @Test
    void shouldDrawSnapshotsWithMoreAndWithFewerLines() {
        try (var screen = screen()) {
            screen.show(empty());
            screen.show(Snapshots.busy());
            output.reset();
            screen.show(empty());
            screen.show(Snapshots.with("user-18", "africa"));
            assertThat(written()).contains("user-18");
        }
    }

    @Test
    void shouldDrawLinesThatMove() {
        terminal.setSize(new Size(80, 60));
        try (var screen = screen()) {
            for (int oldest = 1; oldest <= 3; oldest++) {
                output.reset();
                screen.show(with(IntStream.range(oldest, oldest + 20)
                        .mapToObj(number -> Snapshots.newest("logins", "number", "no" + number))
                        .toList()));
                assertThat(written()).contains("no" + (oldest + 19));
            }
        }
    }

    @Test
    void shouldKeepLogLinesAwayUntilItIsClosed() {
        var log = LoggerFactory.getLogger(ScreenTest.class);
        try (var screen = screen()) {
            log.warn("[client] the disk is \u001b slow");
            screen.show(Snapshots.busy());
            assertThat(written()).contains("WARN the disk is \\u001b slow");
            assertThat(err.toString()).isEmpty();
        }
        assertThat(err.toString()).isEqualToNormalizingNewlines("WARN the disk is \\u001b slow\n");
    }

    @Test
    void shouldShowNothingAnyMoreWhenItIsClosed() {
        var screen = screen();
        screen.close();
        output.reset();

        screen.show(Snapshots.busy());
        screen.close();

        assertThat(written()).isEmpty();
    }

    private Screen screen() {
        return new Screen(terminal, DemoView.Ink.NONE, new PrintWriter(err));
    }

    private String written() {
        return output.toString(StandardCharsets.UTF_8);
    }

    private static DemoSnapshot empty() {
        return with(List.of());
    }

    private static DemoSnapshot with(List<Newest> events) {
        var busy = Snapshots.busy();
        return new DemoSnapshot(
                busy.subject(),
                busy.elapsed(),
                busy.in(),
                busy.out(),
                new Counts(0, 0, 0, new TreeMap<>()),
                busy.input(),
                List.of(),
                List.of(),
                events);
    }
}
