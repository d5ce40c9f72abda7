// SPDX-License-Identifier: Apache-2.0
package dev.penstock.event.time;

/**
 * Reads the usual spellings of ISO 8601 where they stand: {@code 2015-05-17T10:05:03Z}, with a fraction of up to nine
 * digits, with an offset such as {@code +02:00}, with a blank for the T. Whatever else there may be is left to {@link IsoText}.
 */
public final class IsoTime {

    private static final int MIN_LENGTH = "2015-05-17T10:05:03Z".length();
    private static final int FRACTION = "2015-05-17T10:05:03".length();
    private static final int[] DAYS_BEFORE_MONTH = {0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334, 365};
    private static final long MINUTE = 60_000;

    private IsoTime() {}

    /** Epoch milliseconds, finer parts cut off; a negative number for what is not seen to be a time at once. */
    static long parse(byte[] bytes, int start, int end) {
        if (end - start < MIN_LENGTH
                || bytes[start + 4] != '-'
                || bytes[start + 7] != '-'
                || bytes[start + 10] != 'T' && bytes[start + 10] != ' '
                || bytes[start + 13] != ':'
                || bytes[start + 16] != ':') {
            return -1;
        }
        int century = twoDigits(bytes, start);
        int yearInCentury = twoDigits(bytes, start + 2);
        int hour = twoDigits(bytes, start + 11);
        int minute = twoDigits(bytes, start + 14);
        int second = twoDigits(bytes, start + 17);
        // One that is negative makes all of them negative.
        if ((century | yearInCentury | hour | minute | second) < 0 || hour > 23 || minute > 59 || second > 59) {
            return -1;
        }
        long day = epochDay(100 * century + yearInCentury, twoDigits(bytes, start + 5), twoDigits(bytes, start + 8));
        int fractionEnd = fractionEnd(bytes, start + FRACTION, end);
        if (day < 0 || fractionEnd < 0) {
            return -1;
        }
        long offset = offset(bytes, fractionEnd, end);
        if (offset == Long.MIN_VALUE) {
            return -1;
        }
        long millis = ((day * 24 + hour) * 60 + minute) * MINUTE + second * 1000L;
        return millis + millisOf(bytes, start + FRACTION, fractionEnd) - offset;
    }

    /** Negative if these are not two digits. */
    private static int twoDigits(byte[] bytes, int i) {
        int tens = bytes[i] - '0';
        int ones = bytes[i + 1] - '0';
        // A difference below 0 or above 9 sets the sign of one of these.
        return (tens | ones | 9 - tens | 9 - ones) < 0 ? -1 : 10 * tens + ones;
    }

    /** Days since 1970; negative for what is no date, or one before. */
    private static long epochDay(int year, int month, int day) {
        if (year < 1970 || month < 1 || month > 12 || day < 1) {
            return -1;
        }
        boolean leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
        int length = DAYS_BEFORE_MONTH[month] - DAYS_BEFORE_MONTH[month - 1] + (leap && month == 2 ? 1 : 0);
        if (day > length) {
            return -1;
        }
        int years = year - 1970;
        // Leap days from 1970 up to the year before: there were 477 before 1970.
        int leapDays = (year - 1) / 4 - (year - 1) / 100 + (year - 1) / 400 - 477;
        return 365L * years + leapDays + DAYS_BEFORE_MONTH[month - 1] + (leap && month > 2 ? 1 : 0) + day - 1;
    }

    /** Where the fraction of the second ends, if there is one; negative if it is not of one to nine digits. */
    private static int fractionEnd(byte[] bytes, int start, int end) {
        if (bytes[start] != '.') {
            return start;
        }
        int i = start + 1;
        while (i < end && bytes[i] >= '0' && bytes[i] <= '9') {
            i++;
        }
        return i == start + 1 || i > start + 10 ? -1 : i;
    }

    private static int millisOf(byte[] bytes, int start, int end) {
        int millis = 0;
        for (int i = start + 1; i <= start + 3; i++) {
            millis = 10 * millis + (i < end ? bytes[i] - '0' : 0);
        }
        return millis;
    }

    /** In milliseconds; {@link Long#MIN_VALUE} for what is not seen to be an offset at once. */
    private static long offset(byte[] bytes, int start, int end) {
        if (end - start == 1 && bytes[start] == 'Z') {
            return 0;
        }
        if (end - start != 6 || bytes[start + 3] != ':' || bytes[start] != '+' && bytes[start] != '-') {
            return Long.MIN_VALUE;
        }
        int hours = twoDigits(bytes, start + 1);
        int minutes = twoDigits(bytes, start + 4);
        // 18 hours are the most that any place is off, and what java.time takes.
        if ((hours | minutes) < 0 || hours > 17 || minutes > 59) {
            return Long.MIN_VALUE;
        }
        return (bytes[start] == '-' ? -1 : 1) * (60 * hours + minutes) * MINUTE;
    }
}
