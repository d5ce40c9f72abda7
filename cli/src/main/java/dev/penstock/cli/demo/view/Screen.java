// SPDX-License-Identifier: Apache-2.0
package dev.penstock.cli.demo.view;

import dev.penstock.cli.demo.state.DemoSnapshot;
import org.jline.terminal.Attributes;
import org.jline.terminal.Attributes.LocalFlag;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.utils.Display;
import org.jline.utils.InfoCmp.Capability;
import org.jline.utils.Signals;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;

/** The whole of a terminal, in its second buffer, so that what was there before comes back at the end. */
final class Screen implements DemoDisplay {

    private static final Duration INTERVAL = Duration.ofMillis(250);
    private static final String RESIZED = "WINCH";
    private static final Size SMALLEST = new Size(80, 24);

    private final Terminal terminal;
    private final DemoView.Ink ink;
    private final PrintWriter err;
    private final RecentWarnings warnings = new RecentWarnings();
    private final Attributes before;
    private final Object handlerBefore;
    private final Display display;
    private volatile boolean resized = true;
    private Size size = SMALLEST;
    private boolean closed; // guarded by this

    /**
     * @param terminal is closed with this
     * @param err where the last warnings go when the screen is closed
     */
    Screen(Terminal terminal, DemoView.Ink ink, PrintWriter err) {
        this.terminal = terminal;
        this.ink = ink;
        this.err = err;
        before = terminal.getAttributes();
        var silent = new Attributes(before);
        silent.setLocalFlag(LocalFlag.ECHO, false);
        terminal.setAttributes(silent);
        display = new Display(terminal, true);
        terminal.puts(Capability.enter_ca_mode);
        terminal.puts(Capability.cursor_invisible);
        handlerBefore = Signals.register(RESIZED, () -> resized = true);
    }

    @Override
    public Duration interval() {
        return INTERVAL;
    }

    @Override
    public synchronized void show(DemoSnapshot snapshot) {
        if (closed) {
            return;
        }
        if (resized) {
            resized = false;
            resize();
        }
        var lines = DemoView.render(snapshot, warnings.last(), size.getColumns(), size.getRows(), ink);
        // The display keeps the list and moves lines in it when they move on the screen.
        display.update(new ArrayList<>(lines), 0);
    }

    private void resize() {
        size = terminal.getSize();
        if (size.getColumns() < 1 || size.getRows() < 1) {
            size = SMALLEST;
        }
        display.resize(size.getRows(), size.getColumns());
        display.clear();
        terminal.puts(Capability.clear_screen);
    }

    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        terminal.puts(Capability.cursor_visible);
        terminal.puts(Capability.exit_ca_mode);
        terminal.flush();
        terminal.setAttributes(before);
        Signals.unregister(RESIZED, handlerBefore);
        try {
            terminal.close();
        } catch (IOException e) {
            throw new UncheckedIOException("the terminal can't be given back", e);
        }
        warnings.close();
        warnings.all().forEach(line -> err.println(Texts.printable(line)));
        err.flush();
    }
}
