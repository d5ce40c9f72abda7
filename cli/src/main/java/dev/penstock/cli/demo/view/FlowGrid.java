// SPDX-License-Identifier: Apache-2.0
package dev.penstock.cli.demo.view;

import dev.penstock.cli.demo.state.DemoSnapshot.Flow;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Rates and totals, what goes in above what comes out, in as many columns as fit. */
final class FlowGrid {

    private static final int LABEL = 4;
    private static final int RATE = 9;
    private static final int TOTAL = 11;
    private static final int GAP = 2;
    private static final int MOST_NAME = 30;

    private FlowGrid() {}

    static List<String> lines(List<Flow> in, List<Flow> out, int width) {
        int name = Stream.concat(in.stream(), out.stream())
                .mapToInt(flow -> Lines.columns(flow.name()))
                .map(columns -> Math.min(columns, MOST_NAME))
                .max()
                .orElse(0);
        int perLine = Math.max(1, (width - LABEL + GAP) / (name + RATE + TOTAL + GAP));
        List<String> lines = new ArrayList<>(lines("in", in, name, perLine));
        lines.addAll(lines("out", out, name, perLine));
        return lines;
    }

    private static List<String> lines(String label, List<Flow> flows, int name, int perLine) {
        List<String> lines = new ArrayList<>();
        for (int first = 0; first < flows.size(); first += perLine) {
            var line = new StringBuilder(Lines.padRight(first == 0 ? label : "", LABEL));
            for (Flow flow : flows.subList(first, Math.min(flows.size(), first + perLine))) {
                line.append(first < flows.indexOf(flow) ? " ".repeat(GAP) : "")
                        .append(Lines.padRight(Lines.fit(flow.name(), MOST_NAME), name))
                        .append(Lines.padLeft(Texts.rate(flow.perSecond()), RATE))
                        .append(Lines.padLeft(Texts.count(flow.total()), TOTAL));
            }
            lines.add(line.toString());
        }
        return lines;
    }
}
