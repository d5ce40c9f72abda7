// SPDX-License-Identifier: Apache-2.0
// Charts over time, in the colours of the page. Chart.js comes as a script of its own, before this one.

import { clock, moment, seconds, short } from "./format.js";

const FONT = { family: "system-ui, sans-serif", size: 12 };
const DAY = 86_400;
const STEPS = [1, 5, 15, 30, 60, 300, 900, 1800, 3600, 10_800, 21_600, 43_200, DAY, 7 * DAY, 30 * DAY, 365 * DAY];

/** A label on the axis of times needs so many pixels. */
const LABEL = 76;

const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

function label(second, step) {
  const millis = second * 1000;
  if (step >= DAY) {
    return moment(millis).replace(/ \d\d:\d\d$/, "");
  }
  return step < 60 ? seconds(millis) : clock(millis);
}

/** Full minutes, hours and days of the place where the page is read. */
function tickTimes(first, last, width) {
  const most = Math.max(2, Math.floor(width / LABEL));
  const step = STEPS.find((one) => (last - first) / one <= most) ?? STEPS.at(-1);
  const zone = new Date(first * 1000).getTimezoneOffset() * 60;
  const ticks = [];
  for (let at = Math.ceil((first - zone) / step) * step + zone; at <= last; at += step) {
    ticks.push({ value: at, label: label(at, step) });
  }
  return ticks;
}

/**
 * A chart that fills the width of its host.
 *
 * @param lines [{label, colour: name of a CSS variable, area, bars, dashed}]
 * @param options {height, step: seconds between points, format, pointed: gets the index under the pointer, or null}
 */
export function chart(host, lines, { height = 180, step = 1, format = short, pointed = () => {} } = {}) {
  const hasBars = lines.some((line) => line.bars);
  const canvas = document.createElement("canvas");
  host.style.height = `${height}px`;
  host.append(canvas);
  const plot = new globalThis.Chart(canvas, {
    type: hasBars ? "bar" : "line",
    data: { datasets: lines.map(dataset) },
    options: {
      animation: false,
      responsive: true,
      maintainAspectRatio: false,
      normalized: true,
      interaction: { mode: "index", axis: "x", intersect: false },
      onHover: (event, active) => pointed(active[0]?.index ?? null),
      plugins: { legend: { display: false }, tooltip: { enabled: false } },
      scales: {
        x: {
          type: "linear",
          offset: false,
          grid: { drawOnChartArea: false, color: () => colour("--line") },
          border: { color: () => colour("--line") },
          ticks: { color: () => colour("--muted"), font: FONT, maxRotation: 0, autoSkip: false, callback: (value, i, ticks) => ticks[i].label },
          afterBuildTicks: (scale) => {
            scale.ticks = tickTimes(scale.min, scale.max, scale.chart.width);
          },
        },
        y: {
          beginAtZero: true,
          suggestedMax: 1,
          grace: "5%",
          grid: { color: () => colour("--line") },
          border: { display: false },
          ticks: { color: () => colour("--muted"), font: FONT, maxTicksLimit: 6, callback: (value) => format(value) },
        },
      },
    },
  });
  canvas.addEventListener("mouseleave", () => pointed(null));
  document.addEventListener("themechange", () => plot.update("none"));
  return {
    /** @param columns times in seconds, and the values of each line */
    setData([times, ...values]) {
      // Bars need room at both ends, and so does a point that is alone.
      const margin = hasBars || times.length < 2 ? step / 2 : 0;
      plot.options.scales.x.min = times[0] - margin;
      plot.options.scales.x.max = times.at(-1) + margin;
      plot.data.datasets.forEach((one, i) => {
        one.data = times.map((time, at) => ({ x: time, y: values[i][at] }));
        one.pointRadius = times.length < 3 ? 3 : 0;
      });
      plot.update("none");
    },
  };
}

function dataset(line) {
  return {
    label: line.label,
    data: [],
    borderColor: () => colour(line.colour),
    backgroundColor: () => (line.area || !line.bars ? colour(`${line.colour}-soft`) : "transparent"),
    borderWidth: line.bars ? 1 : 2,
    borderDash: line.dashed ? [4, 4] : [],
    fill: line.area ? "origin" : false,
    pointRadius: 0,
    pointHoverRadius: 4,
    pointBackgroundColor: () => colour(line.colour),
    grouped: false,
    barPercentage: 0.8,
    categoryPercentage: 1,
    maxBarThickness: 30,
  };
}
