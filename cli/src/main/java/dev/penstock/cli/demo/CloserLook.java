// SPDX-License-Identifier: Apache-2.0
package dev.penstock.cli.demo;

import java.util.ArrayList;
import java.util.List;

/** The command with which one looks into a topic from a second terminal, to be copied from the screen. */
final class CloserLook {

    private static final String CONTINUED = " \\";

    private CloserLook() {}

    /** On as many lines as it takes; a shell takes them for one. */
    static List<String> lines(String servers, String topic, int width) {
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
