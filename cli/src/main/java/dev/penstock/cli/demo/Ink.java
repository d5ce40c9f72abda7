// SPDX-License-Identifier: Apache-2.0
package dev.penstock.cli.demo;

import org.jline.utils.AttributedStyle;

/** How things stand out, sparingly. */
record Ink(AttributedStyle heading, AttributedStyle faint, AttributedStyle alarm) {

    /** Everything looks the same. */
    static final Ink NONE = new Ink(AttributedStyle.DEFAULT, AttributedStyle.DEFAULT, AttributedStyle.DEFAULT);

    static final Ink COLOURED = new Ink(
            AttributedStyle.BOLD,
            AttributedStyle.DEFAULT.faint(),
            AttributedStyle.DEFAULT.foreground(AttributedStyle.YELLOW));
}
