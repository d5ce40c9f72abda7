// SPDX-License-Identifier: Apache-2.0
// What goes in, what comes out, how long it takes.

import { chart } from "./charts.js";
import { byId, el, keyed, setHidden, setText } from "./dom.js";
import { NONE, count, duration, durationParts, rate, seconds } from "./format.js";

const MOST_SAMPLES = 300;
const TROUBLED_LAG = 10_000;

const sum = (numbers) => Object.values(numbers).reduce((all, one) => all + one, 0);

const TILES = [
  {
    id: "in",
    title: "Records in",
    read: ({ per_second, events }) => ({ parts: [rate(sum(per_second.events)), "/s"], note: `${count(sum(events))} in all` }),
  },
  {
    id: "out",
    title: "Rows out",
    read: ({ per_second, rows }) => ({ parts: [rate(sum(per_second.rows)), "/s"], note: `${count(sum(rows))} in all` }),
  },
  {
    id: "lag",
    title: "Lag",
    read: ({ lag }) => (lag === null
      ? { parts: [NONE, ""], note: "Kafka has not told lately", mark: "" }
      : {
        parts: [count(lag), lag === 1 ? "record" : "records"],
        note: lag === 0 ? "all is processed" : "not processed yet",
        mark: lag > TROUBLED_LAG ? "warn" : "",
      }),
  },
  {
    id: "commit",
    title: "Commit",
    read: ({ latency }) => ({
      parts: latency.commit_ms === null ? [NONE, ""] : durationParts(latency.commit_ms),
      note: "on average, slowest thread",
    }),
  },
  {
    id: "end-to-end",
    title: "End to end",
    read: ({ latency }) => {
      const [output, millis] = slowest(latency.end_to_end_ms);
      return millis === null
        ? { parts: [NONE, ""], note: "event time to row; no row lately" }
        : { parts: durationParts(millis), note: `event time to row, ${output}` };
    },
  },
  {
    id: "late",
    title: "Late",
    read: ({ late }) => ({ parts: [count(sum(late)), ""], note: "events, over all groups" }),
  },
  {
    id: "dead",
    title: "Dead letters",
    read: ({ dead_letters }) => ({
      parts: [count(Object.values(dead_letters).reduce((all, reasons) => all + sum(reasons), 0)), ""],
      note: "records set aside",
    }),
  },
];

function slowest(byOutput) {
  return Object.entries(byOutput)
    .reduce((worst, one) => (worst[1] === null || one[1] > worst[1] ? one : worst), ["", null]);
}

export class Flow {
  #samples = [[], [], []];
  #plot = null;
  #pointed = null;

  constructor() {
    byId("tiles").replaceChildren(...TILES.map((tile) => el("div", { class: "tile", id: `tile-${tile.id}` },
      el("p", { class: "tile-title" }, tile.title),
      el("p", { class: "tile-value" }, el("span", { class: "number" }, NONE), " ", el("span", { class: "unit" })),
      el("p", { class: "tile-note" }, "\u00a0"))));
  }

  show(stats) {
    const total = stats.total;
    for (const tile of TILES) {
      const { parts, note, mark = "" } = tile.read(total);
      const host = byId(`tile-${tile.id}`);
      setText(host.querySelector(".number"), parts[0]);
      setText(host.querySelector(".unit"), parts[1]);
      setText(host.querySelector(".tile-note"), note);
      host.classList.toggle("warn", mark === "warn");
    }
    this.#draw(total);
    this.#list(total);
  }

  #draw(total) {
    const sample = [Date.now() / 1000, sum(total.per_second.events), sum(total.per_second.rows)];
    this.#samples.forEach((values, i) => {
      values.push(sample[i]);
      if (values.length > MOST_SAMPLES) {
        values.shift();
      }
    });
    if (this.#samples[0].length < 2) {
      return;
    }
    if (!this.#plot) {
      setHidden(byId("rates-empty"), true);
      this.#plot = chart(
        byId("rates-chart"),
        [{ label: "in", colour: "--in", area: true }, { label: "out", colour: "--out" }],
        { height: 300, pointed: (at) => {
          this.#pointed = at;
          this.#read(at);
        } });
    }
    this.#plot.setData(this.#samples);
    this.#read(this.#pointed);
  }

  #read(at) {
    const [times, ins, outs] = this.#samples;
    const i = at ?? times.length - 1;
    if (times[i] === undefined) {
      return;
    }
    byId("rates-readout").replaceChildren(
      el("span", { class: "key in" }), `in ${rate(ins[i])}`,
      el("span", { class: "key out" }), `out ${rate(outs[i])}`,
      el("span", { class: "muted" }, at === null ? "now" : seconds(times[i] * 1000)));
  }

  #list(total) {
    const table = byId("rates-table");
    if (!table.tHead) {
      table.append(
        el("thead", {}, el("tr", {},
          ...["Name", "Per second", "In all", "End to end"].map((title, i) =>
            el("th", { scope: "col", class: i > 0 ? "number" : false }, title)))),
        el("tbody"));
    }
    const lines = [
      ...Object.keys(total.events).map((name) => ({ name, kind: "in", rates: total.per_second.events, all: total.events })),
      ...Object.keys(total.rows).map((name) => ({ name, kind: "out", rates: total.per_second.rows, all: total.rows })),
    ];
    keyed(table.tBodies[0], lines, (line) => `${line.kind} ${line.name}`,
      (line) => el("tr", {},
        el("th", { scope: "row" }, el("span", { class: `key ${line.kind}`, title: line.kind }), line.name),
        el("td", { class: "number" }), el("td", { class: "number" }), el("td", { class: "number" })),
      (row, line) => {
        const latency = line.kind === "out" ? total.latency.end_to_end_ms[line.name] : undefined;
        setText(row.cells[1], rate(line.rates[line.name] ?? 0));
        setText(row.cells[2], count(line.all[line.name]));
        setText(row.cells[3], latency === undefined ? (line.kind === "in" ? "" : NONE) : duration(latency));
      });
  }
}
