// SPDX-License-Identifier: Apache-2.0
package dev.penstock.event.time;

import dev.penstock.event.pipeline.mistake.Quote;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads a time of RFC 3339 and the forms next to it that many libraries write: a blank for the T, no seconds, a comma before
 * the fraction, offsets such as +02 and +0200, and RFC 9557's time zone behind the offset or in its place. Where it is no such
 * time, it says what is wrong. {@link IsoTime} is faster for most texts that are in order.
 *
 * <p>A time without an offset is read by the rules of its zone: one that the clocks leave out in spring is moved on by what they
 * leave out, of one that there is twice in autumn the first is taken.
 */
final class IsoText {

    private static final Pattern DIGITS = Pattern.compile("\\d+");
    private static final Pattern DATE = Pattern.compile("(\\d{4})-(\\d\\d)-(\\d\\d)");
    private static final Pattern TIME = Pattern.compile("(\\d\\d):(\\d\\d)(?::(\\d\\d)(?:[.,](\\d+))?)?");
    private static final Pattern OFFSET = Pattern.compile("[Zz]|([+-])(\\d\\d)(?::?(\\d\\d))?");
    private static final Pattern SUFFIX = Pattern.compile("\\[([^\\[\\]]+)]");
    private static final int MOST_OFFSET_HOURS = 18;

    private final String text;
    private final Optional<ZoneId> zone;
    private int at;

    private IsoText(String text, Optional<ZoneId> zone) {
        this.text = text;
        this.zone = zone;
    }

    /** Thrown up to {@link #read} alone. */
    private static final class Fault extends Exception {

        private static final long serialVersionUID = 1L;

        Fault(String message) {
            super(message, null, false, false);
        }
    }

    /**
     * What a text was read as.
     *
     * @param millis since the epoch, finer parts cut off; of no use where there is a fault
     * @param fault what is wrong with the text; empty where nothing is
     */
    record Reading(long millis, String fault) {

        boolean isTime() {
            return fault.isEmpty();
        }
    }

    /** @param zone of texts without an offset; empty where each needs one */
    static Reading read(String text, Optional<ZoneId> zone) {
        try {
            return new Reading(new IsoText(text, zone).millis(), "");
        } catch (Fault e) {
            return new Reading(-1, e.getMessage());
        }
    }

    private long millis() throws Fault {
        if (DIGITS.matcher(text).matches()) {
            throw new Fault("it is a number; the units seconds, millis, micros and nanos read those");
        }
        Matcher date = part(DATE, "a date such as 2015-05-17");
        int year = number(date.group(1));
        int month = within("month", date.group(2), 1, 12);
        int day = within(
                "day", date.group(3), 1, YearMonth.of(Math.max(year, 1), month).lengthOfMonth());
        if (at == text.length()) {
            throw new Fault("there is no time of day behind the date");
        }
        if ("Tt ".indexOf(text.charAt(at)) < 0) {
            throw new Fault("expected a T or a blank behind the date, found " + rest());
        }
        at++;
        Matcher time = part(TIME, "a time of day such as 10:05:03");
        int hour = within("hour", time.group(1), 0, 23);
        int minute = within("minute", time.group(2), 0, 59);
        int second = time.group(3) == null ? 0 : within("second", time.group(3), 0, 59);
        int fraction = time.group(4) == null ? 0 : number((time.group(4) + "00").substring(0, 3));
        var local = LocalDateTime.of(year, month, day, hour, minute, second);
        return 1000 * seconds(local) + fraction;
    }

    /** Since the epoch. */
    private long seconds(LocalDateTime local) throws Fault {
        Matcher offset = OFFSET.matcher(text).region(at, text.length());
        if (offset.lookingAt()) {
            at = offset.end();
            ZoneOffset found = offset.group(1) == null ? ZoneOffset.UTC : offset(offset);
            // The offset says all; what stands in brackets can only tell where that is.
            while (at < text.length()) {
                part(SUFFIX, "nothing but a time zone in brackets behind the offset");
            }
            return local.toEpochSecond(found);
        }
        if (at == text.length()) {
            return local.atZone(zone.orElseThrow(() -> new Fault("it has no offset such as Z or +02:00; a 'zone' beside"
                            + " the unit would say where its clock stands")))
                    .toEpochSecond();
        }
        if (text.charAt(at) != '[') {
            throw new Fault("expected an offset such as Z or +02:00, found " + rest());
        }
        String name = part(SUFFIX, "a time zone in brackets").group(1);
        if (at < text.length()) {
            throw new Fault("expected nothing behind the time zone, found " + rest());
        }
        try {
            return local.atZone(ZoneId.of(name)).toEpochSecond();
        } catch (DateTimeException e) {
            throw new Fault("there is no time zone " + Quote.quote(name));
        }
    }

    private static ZoneOffset offset(Matcher found) throws Fault {
        int hours = number(found.group(2));
        int minutes = found.group(3) == null ? 0 : within("minute of the offset", found.group(3), 0, 59);
        if (60 * hours + minutes > 60 * MOST_OFFSET_HOURS) {
            throw new Fault("the offset is " + found.group() + ", at most " + MOST_OFFSET_HOURS + ":00");
        }
        int sign = found.group(1).equals("-") ? -1 : 1;
        return ZoneOffset.ofHoursMinutes(sign * hours, sign * minutes);
    }

    private Matcher part(Pattern pattern, String expected) throws Fault {
        Matcher matcher = pattern.matcher(text).region(at, text.length());
        if (!matcher.lookingAt()) {
            throw new Fault("expected " + expected + ", found " + (at == text.length() ? "nothing" : rest()));
        }
        at = matcher.end();
        return matcher;
    }

    private String rest() {
        return Quote.quote(text.substring(at));
    }

    private static int within(String what, String digits, int least, int most) throws Fault {
        int found = number(digits);
        if (found < least || found > most) {
            throw new Fault("the " + what + " is " + digits + ", expected " + least + " to " + most);
        }
        return found;
    }

    private static int number(String digits) {
        return Integer.parseInt(digits);
    }
}
