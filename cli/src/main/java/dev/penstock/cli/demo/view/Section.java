// SPDX-License-Identifier: Apache-2.0
package dev.penstock.cli.demo.view;

import org.jline.utils.AttributedString;

import java.util.ArrayList;
import java.util.List;

/**
 * Lines that belong together.
 *
 * @param least how many of them there must be room for; the first ones are the ones that matter
 */
record Section(List<AttributedString> lines, int least) {

    /** Screens with fewer lines have none to spare between sections. */
    private static final int HEIGHT_WITH_GAPS = 30;

    Section {
        lines = List.copyOf(lines);
        least = Math.min(least, lines.size());
    }

    /** All of it has to be there. */
    static Section whole(List<AttributedString> lines) {
        return new Section(lines, lines.size());
    }

    /** Puts sections below each other: each gets its least, then one line more in turn while there is room. */
    static List<AttributedString> stack(List<Section> sections, int height) {
        List<Section> shown =
                sections.stream().filter(section -> !section.lines.isEmpty()).toList();
        boolean gaps = height >= HEIGHT_WITH_GAPS;
        int[] sizes = shown.stream().mapToInt(Section::least).toArray();
        int spare = height - (gaps ? shown.size() - 1 : 0);
        for (int size : sizes) {
            spare -= size;
        }
        boolean grown = true;
        while (grown && spare > 0) {
            grown = false;
            for (int i = 0; i < sizes.length && spare > 0; i++) {
                if (sizes[i] < shown.get(i).lines.size()) {
                    sizes[i]++;
                    spare--;
                    grown = true;
                }
            }
        }
        List<AttributedString> screen = new ArrayList<>();
        for (int i = 0; i < sizes.length; i++) {
            if (gaps && i > 0) {
                screen.add(AttributedString.EMPTY);
            }
            screen.addAll(shown.get(i).lines.subList(0, sizes[i]));
        }
        return List.copyOf(screen.subList(0, Math.min(height, screen.size())));
    }
}
