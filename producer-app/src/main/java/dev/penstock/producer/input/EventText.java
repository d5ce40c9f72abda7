// SPDX-License-Identifier: Apache-2.0
package dev.penstock.producer.input;

import dev.penstock.event.pipeline.mistake.Quote;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * What stands where an event should.
 *
 * @param line where it begins, from 1
 * @param number how many there were up to this one; the line where each line is one
 * @param bytes as far as they are kept
 * @param tooLong whether there was more of it than {@code bytes}
 */
public record EventText(long line, long number, byte[] bytes, boolean tooLong) {

    private static final int MOST_SHOWN = 120;

    /** Where it stands, in a few words. */
    public String place() {
        return line == number ? "line " + line : "line " + line + " (event " + number + ")";
    }

    /** How it begins, on one line. */
    public String shown() {
        String start = new String(Arrays.copyOf(bytes, Math.min(bytes.length, 4 * MOST_SHOWN)), StandardCharsets.UTF_8);
        boolean cut = start.codePointCount(0, start.length()) > MOST_SHOWN;
        String shown = cut ? start.substring(0, start.offsetByCodePoints(0, MOST_SHOWN)) : start;
        return Quote.printable(shown) + (cut ? "..." : "");
    }
}
