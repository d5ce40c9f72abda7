// SPDX-License-Identifier: Apache-2.0
// Numbers, times and durations as people read them.

const WHOLE = new Intl.NumberFormat("en", { maximumFractionDigits: 0 });
const ONE = new Intl.NumberFormat("en", { minimumFractionDigits: 1, maximumFractionDigits: 1 });
const BROKEN = new Intl.NumberFormat("en", { minimumFractionDigits: 2, maximumFractionDigits: 4 });
const SHORT = new Intl.NumberFormat("en", { notation: "compact", maximumFractionDigits: 1 });
const PERCENT = new Intl.NumberFormat("en", { style: "percent", maximumFractionDigits: 1 });
const MINUTE = { hour: "2-digit", minute: "2-digit", hourCycle: "h23" };
const CLOCK = new Intl.DateTimeFormat("en", MINUTE);
const SECONDS = new Intl.DateTimeFormat("en", { ...MINUTE, second: "2-digit" });
const DAY = new Intl.DateTimeFormat("en", { day: "numeric", month: "short" });
const DATE = new Intl.DateTimeFormat("en", { day: "numeric", month: "short", year: "numeric" });

export const NONE = "–";

export const count = (value) => WHOLE.format(value);
export const short = (value) => SHORT.format(value);
export const percent = (value) => PERCENT.format(value);
export const clock = (millis) => CLOCK.format(millis);
export const seconds = (millis) => SECONDS.format(millis);

/** Per second, with a decimal only where it says something. */
export function rate(value) {
  return value > 0 && value < 10 ? ONE.format(value) : WHOLE.format(value);
}

/** The number and its unit apart, as they are shown in different sizes. */
export function durationParts(millis) {
  if (millis < 0) {
    return ["0", "ms"];
  }
  if (millis < 1000) {
    return [millis < 10 ? ONE.format(millis) : WHOLE.format(millis), "ms"];
  }
  const units = [[60_000, 1000, "s"], [3_600_000, 60_000, "min"], [86_400_000, 3_600_000, "h"]];
  for (const [below, one, unit] of units) {
    if (millis < below) {
      return [ONE.format(millis / one), unit];
    }
  }
  return [WHOLE.format(millis / 86_400_000), "days"];
}

export const duration = (millis) => durationParts(millis).join("\u00a0");

/** A length that was chosen by somebody, such as that of a window. */
export function length(millis) {
  for (const [one, unit] of [[86_400_000, "day"], [3_600_000, "hour"], [60_000, "minute"], [1000, "second"]]) {
    if (millis % one === 0) {
      const number = millis / one;
      return number === 1 ? `1\u00a0${unit}` : `${WHOLE.format(number)}\u00a0${unit}s`;
    }
  }
  return `${WHOLE.format(millis)}\u00a0ms`;
}

/** A time of day, with the day where it is not today. */
export function moment(millis) {
  const day = new Date(millis);
  const today = new Date();
  if (day.toDateString() === today.toDateString()) {
    return CLOCK.format(millis);
  }
  const named = day.getFullYear() === today.getFullYear() ? DAY : DATE;
  return `${named.format(millis)} ${CLOCK.format(millis)}`;
}

export function span(start, end) {
  return end - start >= 86_400_000 ? moment(start) : `${moment(start)}–${CLOCK.format(end)}`;
}

/** A value of a row. Text stays as it is. */
export function value(column, found) {
  if (found === null || found === undefined) {
    return NONE;
  }
  if (typeof found !== "number") {
    return typeof found === "object" ? JSON.stringify(found) : String(found);
  }
  if (column.unit === "ms") {
    return duration(found);
  }
  // Two digits at least, so that amounts stand in line.
  return Number.isInteger(found) ? WHOLE.format(found) : BROKEN.format(found);
}

/** Names of reasons as words. */
export const words = (name) => name.replaceAll("_", " ");
