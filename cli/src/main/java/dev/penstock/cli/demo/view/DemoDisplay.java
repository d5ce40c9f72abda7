// SPDX-License-Identifier: Apache-2.0
package dev.penstock.cli.demo.view;

import dev.penstock.cli.demo.state.DemoSnapshot;
import dev.penstock.cli.support.CommandException;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.jline.terminal.TerminalBuilder.SystemOutput;

import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Map;

/** Where a demo is seen. */
public interface DemoDisplay extends AutoCloseable {

    /** How often it wants to be given something new. */
    Duration interval();

    void show(DemoSnapshot snapshot);

    /** Leaves things as they were before. Any thread may call it, and more than once. */
    @Override
    void close();

    /** The terminal if standard output is one that can draw, otherwise plain lines. */
    static DemoDisplay open(PrintWriter out, PrintWriter err, Map<String, String> environment) {
        try {
            // Without its own handling of signals: StopSignals has one.
            Terminal terminal = TerminalBuilder.builder()
                    .system(true)
                    .systemOutput(SystemOutput.SysOut)
                    .nativeSignals(false)
                    .dumb(true)
                    .build();
            if (terminal.getType().startsWith(Terminal.TYPE_DUMB)) {
                terminal.close();
                return new PlainLines(out);
            }
            boolean coloured = environment.getOrDefault("NO_COLOR", "").isEmpty();
            return new Screen(terminal, coloured ? DemoView.Ink.COLOURED : DemoView.Ink.NONE, err);
        } catch (IOException e) {
            throw new CommandException("the terminal can't be used: " + e.getMessage(), e);
        }
    }
}
