// SPDX-License-Identifier: Apache-2.0
package dev.penstock.event.pipeline;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

class TumblingWindowsTest {

    private static final Duration DAY = Duration.ofDays(1);
    private static final ZoneId STOCKHOLM = ZoneId.of("Europe/Stockholm");

    /** With clocks that are put at midnight, by half an hour, or over the date line. */
    private static final List<String> ZONES = List.of(
            "Europe/Stockholm",
            "America/New_York",
            "America/Havana",
            "Australia/Lord_Howe",
            "Asia/Kolkata",
            "Pacific/Apia",
            "Pacific/Kwajalein",
            "UTC");

    private static long at(String instant) {
        return Instant.parse(instant).toEpochMilli();
    }

    @Test
    void shouldHaveDaysOf23And25HoursWhereClocksArePut() {
        var days = TumblingWindows.of(DAY, Duration.ZERO, STOCKHOLM);

        assertThat(days.start(at("2026-03-29T12:00:00Z"))).isEqualTo(at("2026-03-28T23:00:00Z"));
        assertThat(days.end(at("2026-03-29T12:00:00Z"))).isEqualTo(at("2026-03-29T22:00:00Z"));
        assertThat(days.start(at("2026-10-25T12:00:00Z"))).isEqualTo(at("2026-10-24T22:00:00Z"));
        assertThat(days.end(at("2026-10-25T12:00:00Z"))).isEqualTo(at("2026-10-25T23:00:00Z"));
    }

    @Test
    void shouldHaveWeeksFromMonday() {
        var weeks = TumblingWindows.of(Duration.ofDays(7), Duration.ofDays(4));
        var localWeeks = TumblingWindows.of(Duration.ofDays(7), Duration.ofDays(4), STOCKHOLM);

        assertThat(weeks.start(at("2026-12-06T23:59:59.999Z"))).isEqualTo(at("2026-11-30T00:00:00Z"));
        assertThat(weeks.start(at("2026-12-07T00:00:00Z"))).isEqualTo(at("2026-12-07T00:00:00Z"));
        assertThat(localWeeks.start(at("2026-12-06T23:00:00Z"))).isEqualTo(at("2026-12-06T23:00:00Z"));
        assertThat(localWeeks.before(at("2026-12-06T23:00:00Z"), 7)).isEqualTo(at("2026-10-18T22:00:00Z"));
    }

    @Test
    void shouldNotStartAWindowOfTheEpochBeforeIt() {
        var weeks = TumblingWindows.of(Duration.ofDays(7), Duration.ofDays(4));

        assertThat(weeks.start(1_000)).isZero();
        assertThat(weeks.end(0)).isEqualTo(Duration.ofDays(4).toMillis());
        assertThat(weeks.before(0, 1)).isNegative();
        assertThat(TumblingWindows.of(DAY, Duration.ZERO, STOCKHOLM).start(0)).isZero();
    }

    @Property(tries = 500)
    void shouldLieBehindEachOtherWithoutAGap(
            @ForAll @IntRange(max = 7) int zone,
            @ForAll @IntRange(min = 1, max = 7) int days,
            @ForAll @IntRange(max = 23) int hours,
            @ForAll @LongRange(min = 100_000_000_000L, max = 2_000_000_000_000L) long time) {
        var windows = TumblingWindows.of(Duration.ofDays(days), Duration.ofHours(hours), ZoneId.of(ZONES.get(zone)));

        long start = windows.start(time);
        long end = windows.end(time);

        assertThat(start).isLessThanOrEqualTo(time);
        assertThat(end)
                .isGreaterThan(time)
                .isLessThanOrEqualTo(start + windows.longest().toMillis());
        assertThat(windows.start(start)).isEqualTo(start);
        assertThat(windows.start(end - 1)).isEqualTo(start);
        assertThat(windows.start(end)).isEqualTo(end);
        assertThat(windows.before(end, 1)).isLessThanOrEqualTo(start);
    }

    /** Day by day along the calendar, as one would count by hand. */
    @Property(tries = 100)
    void shouldBeginWhereTheCalendarSays(
            @ForAll @IntRange(max = 7) int zone,
            @ForAll @IntRange(min = 1, max = 7) int days,
            @ForAll @IntRange(max = 12) int hours,
            @ForAll @LongRange(min = 100_000_000_000L, max = 2_000_000_000_000L) long time) {
        var place = ZoneId.of(ZONES.get(zone));
        long start = 0;
        for (LocalDate day = LocalDate.EPOCH; ; day = day.plusDays(days)) {
            long begin = day.atTime(hours, 0).atZone(place).toInstant().toEpochMilli();
            if (begin > time) {
                break;
            }
            start = begin;
        }

        assertThat(TumblingWindows.of(Duration.ofDays(days), Duration.ofHours(hours), place)
                        .start(time))
                .isEqualTo(start);
    }

    @Property(tries = 300)
    void shouldBeTheSameByTheClocksOfUtcAsByNone(
            @ForAll @IntRange(min = 1, max = 7) int days,
            @ForAll @IntRange(max = 23) int hours,
            @ForAll @LongRange(max = 2_000_000_000_000L) long time) {
        var utc = TumblingWindows.of(Duration.ofDays(days), Duration.ofHours(hours), ZoneId.of("UTC"));
        var plain = TumblingWindows.of(Duration.ofDays(days), Duration.ofHours(hours));

        assertThat(utc.start(time)).isEqualTo(plain.start(time));
        assertThat(utc.end(time)).isEqualTo(plain.end(time));
        assertThat(utc.before(utc.end(time), 3)).isEqualTo(plain.before(plain.end(time), 3));
    }
}
