// SPDX-License-Identifier: Apache-2.0
package dev.penstock.cli.demo;

import dev.penstock.cli.demo.DemoSnapshot.Counts;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Says what is still to do and what went another way, the most frequent reason first. */
final class Troubles {

    private Troubles() {}

    static List<String> words(Counts counts) {
        List<String> words = new ArrayList<>();
        words.add("lag " + Texts.count(counts.lag()));
        words.add("late " + Texts.count(counts.late()) + (counts.late() == 0 ? "" : " (in all groups)"));
        if (counts.keyMissing() > 0) {
            words.add("without a group's key " + Texts.count(counts.keyMissing()));
        }
        words.add("dead letters " + Texts.count(counts.allDeadLetters())
                + (counts.deadLetters().isEmpty() ? "" : ":"));
        counts.deadLetters().entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                .forEach(reason -> words.add(reason.getKey() + " " + Texts.count(reason.getValue())));
        return words;
    }
}
