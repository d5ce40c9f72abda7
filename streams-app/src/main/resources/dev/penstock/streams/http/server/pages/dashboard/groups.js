// SPDX-License-Identifier: Apache-2.0
// A card for each feature group: over time where it has one key, a ranking of keys where it has many.

import { chart } from "./charts.js";
import { byId, el, keyed, setHidden, setText } from "./dom.js";
import { NONE, length, moment, percent, short, span, value } from "./format.js";

/** As many of each kind as an instance takes in one request. */
const MOST_CARDS = 32;

/** As many rows as an instance sends of a ranking: fewer are all there are. */
const TOP_ROWS = 10;

const HOUR = 3_600_000;

/** A window without events has no row: of these that is the same as 0. */
const ZERO_WITHOUT_EVENTS = ["count", "sum", "distinct"];

/** What adds up over keys. */
const ADDITIVE = ["count", "sum"];

export const isNumeric = (column) => column.type === "integer" || column.type === "number";

/** Whether more may come to a window, by the clock. */
export const isRunning = ({ window_end }) => Date.now() < window_end;

/** The entity key of a row, as record keys have it. */
export function entityKey(group, row) {
  if (group.key.length === 0) {
    return "all";
  }
  const values = group.key.map((field) => keyPart(row[field], group.key_type === "as_is"));
  return values.length === 1
    ? values[0]
    : values.map((text) => text.replaceAll("\\", "\\\\").replaceAll("|", "\\|")).join("|");
}

/** With types kept, a text that reads as something else stands in quotation marks. */
function keyPart(value, typed) {
  const quoted = typed && typeof value === "string" && /^(-?(0|[1-9][0-9]*)|true|false|"[^]*)$/.test(value);
  return quoted ? JSON.stringify(value) : String(value);
}

export class Groups {
  #cards = [];

  /**
   * @param changed when another column was chosen
   * @param follow gets a group and the key of a row that was chosen
   */
  constructor(groups, { changed, follow }) {
    const shown = groups.filter((group) => group.columns.some(isNumeric));
    const series = shown.filter((group) => group.key.length === 0).slice(0, MOST_CARDS);
    const tops = shown.filter((group) => group.key.length > 0).slice(0, MOST_CARDS);
    const seriesCards = series.map((group) => new SeriesCard(group));
    const topCards = tops.map((group) => new TopCard(group, changed, follow));
    byId("series-cards").replaceChildren(...seriesCards.map((card) => card.element));
    byId("top-cards").replaceChildren(...topCards.map((card) => card.element));
    // Charts measure the place that they have.
    seriesCards.forEach((card) => card.draw());
    this.#cards = [...seriesCards, ...topCards];
    this.#tellEmpty(groups, shown.length - this.#cards.length);
  }

  #tellEmpty(groups, left) {
    const text = groups.length === 0
      ? "This pipeline has no feature groups. Groups that are added under features: in its file show up here."
      : `${left} more groups are not shown; ask for them over the HTTP API.`;
    setText(byId("groups-empty"), text);
    setHidden(byId("groups-empty"), groups.length > 0 && left === 0);
  }

  /** What the stream has to tell. */
  questions() {
    return {
      top: this.#cards.filter((card) => card instanceof TopCard).map((card) => card.question()).join(","),
      series: this.#cards.filter((card) => card instanceof SeriesCard).map((card) => card.question()).join(","),
    };
  }

  show({ about, answer, problem }) {
    const card = this.#cards.find((one) => one.about() === about);
    if (!card) {
      return;
    }
    card.tell(problem ? text(problem) : "");
    card.element.classList.toggle("old", Boolean(problem));
    if (answer) {
      card.show(answer);
    }
  }
}

function text(problem) {
  return problem.type === "urn:penstock:problem:no-rows"
    ? "No rows yet. They show up with the first events."
    : `Not up to date: ${problem.detail}`;
}

function chooser(label, columns, chosen, choose) {
  if (columns.length < 2) {
    return el("span", { class: "muted small" }, columns[0].name);
  }
  const select = el("select", { "aria-label": label, onchange: () => choose(columns[select.selectedIndex]) },
    ...columns.map((column) => el("option", { selected: column === chosen }, column.name)));
  return select;
}

/** The rows of one key over time. */
class SeriesCard {
  #group;
  #column;
  #rows = [];
  #plot = null;
  #pointed = null;
  #host = el("div", { class: "chart" });
  #readout = el("p", { class: "readout" });
  #peak = el("p", { class: "summary" });
  #note = el("p", { class: "empty" }, "Waiting for rows.");

  constructor(group) {
    this.#group = group;
    const columns = group.columns.filter(isNumeric);
    this.#column = columns[0];
    this.element = el("article", { class: "card" },
      el("header", {},
        el("h3", {}, group.name),
        chooser(`Column of ${group.name}`, columns, this.#column, (column) => {
          this.#column = column;
          this.#redraw();
        })),
      el("p", { class: "muted small" }, `${group.from}, by the ${length(group.window_ms).replace(/^1\u00a0/, "")}`),
      this.#readout, this.#host, this.#peak, this.#note);
  }

  question() {
    return this.#group.name;
  }

  about() {
    return `series ${this.#group.name}`;
  }

  draw() {
    const bars = this.#group.window_ms >= HOUR;
    this.#plot = chart(this.#host,
      [
        { label: "whole", colour: "--in", area: true, bars },
        { label: "so far", colour: "--in", dashed: true, bars },
      ],
      {
        height: 170,
        step: this.#group.window_ms / 1000,
        format: (number) => (this.#column.unit === "ms" ? value(this.#column, number) : short(number)),
        pointed: (at) => {
          this.#pointed = at;
          this.#read(at);
        },
      });
    setHidden(this.#host, true);
  }

  tell(note) {
    setText(this.#note, note);
    setHidden(this.#note, note === "");
  }

  show(answer) {
    this.#rows = filled(answer.rows, this.#group.window_ms);
    this.#redraw();
  }

  #redraw() {
    if (this.#rows.length === 0) {
      return;
    }
    setHidden(this.#host, false);
    this.#plot.setData(this.#points());
    const peak = this.#rows.reduce((best, row) => (this.#valueOf(row) > (this.#valueOf(best) ?? -Infinity) ? row : best));
    this.#peak.replaceChildren("Peak ", el("strong", {}, value(this.#column, this.#valueOf(peak))),
      ` in the ${length(this.#group.window_ms).replace(/^1\u00a0/, "")} from ${moment(peak.window_start)}`);
    this.#host.setAttribute("role", "img");
    this.#host.setAttribute("aria-label",
      `${this.#column.name} of ${this.#group.name} over time; the table of its rows is in the look-up, key all`);
    this.#read(this.#pointed);
  }

  /** Times, values of windows that have ended, and the one that has not, with what leads to it. */
  #points() {
    const last = this.#rows.length - 1;
    const ended = isRunning(this.#rows[last]) ? last - 1 : last;
    const from = this.#group.window_ms >= HOUR ? last : last - 1;
    return [
      this.#rows.map((row) => row.window_start / 1000),
      this.#rows.map((row, i) => (i <= ended ? this.#valueOf(row) : null)),
      this.#rows.map((row, i) => (ended < last && i >= from ? this.#valueOf(row) : null)),
    ];
  }

  #read(at) {
    const row = this.#rows[at ?? this.#rows.length - 1];
    if (row) {
      const running = isRunning(row) ? ", so far" : "";
      this.#readout.replaceChildren(
        el("strong", { class: "big" }, value(this.#column, this.#valueOf(row))), " ",
        el("span", { class: "muted" }, `${span(row.window_start, row.window_end)}${running}`));
    }
  }

  #valueOf(row) {
    const found = row[this.#column.name];
    return found === undefined ? (ZERO_WITHOUT_EVENTS.includes(this.#column.aggregate) ? 0 : null) : found;
  }
}

/** Oldest first, with the windows that have no row. */
function filled(rows, window) {
  // Of old events with years between them no chart would show anything.
  const oldest = rows[0].window_start - rows.length * 4 * window;
  const all = [];
  for (const row of rows.filter((each) => each.window_start >= oldest).reverse()) {
    // A day on which clocks are put is shorter or longer than others.
    let end = all.at(-1)?.window_end ?? row.window_start;
    for (; end + window / 2 < row.window_start; end += window) {
      all.push({ window_start: end, window_end: end + window });
    }
    all.push(row);
  }
  return all;
}

/** The keys with the greatest values in the latest window. */
class TopCard {
  #group;
  #column;
  #follow;
  #window = el("p", { class: "muted small" });
  #body = el("tbody");
  #share = el("th", { scope: "col", class: "number" }, "Share");
  #value = el("th", { scope: "col", class: "number" });
  #note = el("p", { class: "empty" }, "Waiting for rows.");

  constructor(group, changed, follow) {
    this.#group = group;
    this.#follow = follow;
    const columns = group.columns.filter(isNumeric);
    this.#column = columns[0];
    setText(this.#value, this.#column.name);
    this.element = el("article", { class: "card" },
      el("header", {},
        el("h3", {}, group.name),
        chooser(`Rank ${group.name} by`, columns, this.#column, (column) => {
          this.#column = column;
          setText(this.#value, column.name);
          changed();
        })),
      this.#window,
      el("table", { class: "ranking", "aria-label": `${group.name}, greatest first` },
        el("thead", {}, el("tr", {},
          el("th", { scope: "col" }, group.key.join(", ")), this.#value, this.#share)),
        this.#body),
      this.#note);
    setHidden(this.element.querySelector("table"), true);
  }

  question() {
    return `${this.#group.name}:${this.#column.name}`;
  }

  about() {
    return `top ${this.#group.name} ${this.#column.name}`;
  }

  tell(note) {
    setText(this.#note, note);
    setHidden(this.#note, note === "");
  }

  show(answer) {
    const rows = answer.rows;
    const running = isRunning(answer) ? ", so far" : "";
    const whole = rows.length < TOP_ROWS && ADDITIVE.includes(this.#column.aggregate);
    setText(this.#window, `${span(answer.window_start, answer.window_end)}${running}`
      + (rows.length < TOP_ROWS ? "" : `, greatest ${TOP_ROWS}`));
    setHidden(this.element.querySelector("table"), false);
    setHidden(this.#share, !whole);
    const numbers = rows.map((row) => row[this.#column.name] ?? 0);
    const most = Math.max(...numbers, 0);
    const all = numbers.reduce((sum, one) => sum + one, 0);
    keyed(this.#body, rows, (row) => entityKey(this.#group, row),
      (row) => this.#row(entityKey(this.#group, row)),
      (line, row) => {
        const number = row[this.#column.name] ?? 0;
        const [key, shown, share] = line.cells;
        key.querySelector(".fill").style.width = `${most > 0 ? (100 * Math.max(0, number)) / most : 0}%`;
        setText(shown, value(this.#column, row[this.#column.name]));
        setHidden(share, !whole);
        setText(share, all > 0 ? percent(number / all) : NONE);
      });
  }

  #row(key) {
    const shown = key === "" ? "(empty)" : key;
    return el("tr", {},
      el("th", { scope: "row" },
        el("span", { class: "fill", "aria-hidden": "true" }),
        el("button", { type: "button", class: "link", title: "Follow this key", onclick: () => this.#follow(this.#group, key) }, shown)),
      el("td", { class: "number" }), el("td", { class: "number muted" }));
  }
}
