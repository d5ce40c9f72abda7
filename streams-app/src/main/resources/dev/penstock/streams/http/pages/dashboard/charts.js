// SPDX-License-Identifier: Apache-2.0
// Charts over time, in the colours of the page.

import uPlot from "/assets/uplot/dist/uPlot.esm.js";
import { clock, moment, seconds, short } from "./format.js";

const FONT = "12px system-ui, sans-serif";
const DAY = 86_400;

const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

function times(plot, splits, axis, space, step) {
  return splits.map((split) => {
    const millis = split * 1000;
    if (step >= DAY) {
      return moment(millis).replace(/ \d\d:\d\d$/, "");
    }
    return step < 60 ? seconds(millis) : clock(millis);
  });
}

/** From zero up, with room above the greatest value. */
function range(plot, least, most) {
  return [Math.min(0, least ?? 0), most > 0 ? most * 1.08 : 1];
}

/**
 * A chart that fills the width of its host.
 *
 * @param lines [{label, colour: name of a CSS variable, area, bars, dashed}]
 * @param options {height, step: seconds between points, format, pointed: gets the index under the pointer, or null}
 */
export function chart(host, lines, { height = 180, step = 1, format = short, pointed = () => {} } = {}) {
  const hasBars = lines.some((line) => line.bars);
  // Bars need room at both ends, and so does a point that is alone.
  const width = (plot, first, last) => {
    const margin = hasBars || first === last ? step / 2 : 0;
    return [first - margin, last + margin];
  };
  const plot = new uPlot({
    width: Math.max(host.clientWidth, 200),
    height,
    padding: [8, 8, 0, 0],
    legend: { show: false },
    cursor: { y: false, drag: { x: false, y: false }, points: { size: 7 } },
    scales: { x: { range: width }, y: { range } },
    axes: [
      {
        stroke: () => colour("--muted"),
        font: FONT,
        grid: { show: false },
        ticks: { stroke: () => colour("--line"), size: 4 },
        size: 30,
        space: 70,
        values: times,
      },
      {
        stroke: () => colour("--muted"),
        font: FONT,
        grid: { stroke: () => colour("--line"), width: 1 },
        ticks: { show: false },
        size: 54,
        space: 36,
        values: (self, splits) => splits.map((split) => (split === null ? "" : format(split))),
      },
    ],
    series: [{}, ...lines.map((line) => series(line))],
    hooks: { setCursor: [(self) => pointed(self.cursor.idx ?? null)] },
  }, [[], ...lines.map(() => [])], host);

  new ResizeObserver(() => {
    if (host.clientWidth > 0 && host.clientWidth !== plot.width) {
      plot.setSize({ width: host.clientWidth, height });
    }
  }).observe(host);
  document.addEventListener("themechange", () => plot.redraw(false, true));
  return plot;
}

function series(line) {
  return {
    label: line.label,
    stroke: () => colour(line.colour),
    fill: line.area ? () => colour(`${line.colour}-soft`) : undefined,
    width: line.bars ? 1 : 2,
    dash: line.dashed ? [4, 4] : undefined,
    points: { show: (plot) => !line.bars && plot.data[0].length < 3, size: 6 },
    paths: line.bars ? uPlot.paths.bars({ size: [0.72, 28] }) : undefined,
  };
}
