// SPDX-License-Identifier: Apache-2.0
// One key, followed: its row changes as its events come.

import { byId, el, keyed, setHidden, setText } from "./dom.js";
import { length, span, value } from "./format.js";
import { isRunning } from "./groups.js";

const HISTORY = 8;

export class Lookup {
  #groups = [];
  #changed;
  #followed = null;
  #view = null;

  /** @param changed when another key is to be followed */
  constructor(changed) {
    this.#changed = changed;
    byId("lookup-group").addEventListener("change", () => this.#label());
    byId("lookup-form").addEventListener("submit", (event) => {
      event.preventDefault();
      const group = this.#chosen();
      if (group) {
        this.follow(group, byId("lookup-key").value);
      }
    });
    this.#empty();
  }

  /** What can be looked up; a key that is followed stays so if its group is still there. */
  offer(groups) {
    this.#groups = groups;
    const select = byId("lookup-group");
    select.replaceChildren(...groups.map((group) => el("option", { value: group.name }, group.name)));
    const again = groups.find((group) => group.name === this.#followed?.group.name);
    if (again) {
      this.follow(again, this.#followed.key);
    } else {
      this.#followed = null;
      this.#empty();
    }
    this.#label();
  }

  #chosen() {
    return this.#groups.find((group) => group.name === byId("lookup-group").value);
  }

  #label() {
    const group = this.#chosen();
    setText(byId("lookup-key-label"), group && group.key.length > 0 ? group.key.join("|") : "key");
    if (group && group.key.length === 0) {
      byId("lookup-key").value = "all";
    }
  }

  #empty() {
    this.#view = null;
    byId("lookup-result").replaceChildren(el("p", { class: "empty" },
      "No key is followed. Type one above, or choose one in a table of features: its row then changes as its events come."));
  }

  follow(group, key) {
    byId("lookup-group").value = group.name;
    byId("lookup-key").value = key;
    this.#label();
    this.#followed = { group, key };
    this.#view = new View(group, key);
    byId("lookup-result").replaceChildren(this.#view.element);
    this.#changed();
  }

  questions() {
    return this.#followed ? { group: this.#followed.group.name, key: this.#followed.key } : {};
  }

  show({ about, answer, problem }) {
    if (this.#view && about === `key ${this.#followed.group.name} ${this.#followed.key}`) {
      this.#view.show(answer, problem);
    }
  }
}

class View {
  #group;
  #when = el("p", { class: "muted" });
  #note = el("p", { class: "empty" }, "Waiting for an answer.");
  #features = el("dl", { class: "features" });
  #history = el("tbody");
  #older;

  constructor(group, key) {
    this.#group = group;
    this.#older = el("div", { class: "scroll", role: "region", "aria-label": "Newest windows", tabindex: "0" },
      el("table", { class: "history" },
        el("caption", {}, `Newest windows of ${length(group.window_ms)}`),
        el("thead", {}, el("tr", {}, el("th", { scope: "col" }, "Window"),
          ...group.columns.map((column) => el("th", { scope: "col", class: "number" }, column.name)))),
        this.#history));
    this.#features.append(...group.columns.map((column) =>
      el("div", { "data-column": column.name }, el("dt", {}, column.name), el("dd", {}))));
    this.element = el("div", { class: "followed" },
      el("h3", {}, el("span", { class: "muted" }, `${group.name} of `), el("bdi", { id: "lookup-followed" }, key === "" ? "(empty)" : key)),
      this.#when, this.#features, this.#older, this.#note);
    this.#reveal(false);
  }

  #reveal(there) {
    setHidden(this.#features, !there);
    setHidden(this.#older, !there);
  }

  show(answer, problem) {
    setText(this.#note, problem ? advice(problem) : "");
    setHidden(this.#note, !problem);
    this.element.classList.toggle("old", Boolean(problem));
    if (!answer) {
      return;
    }
    this.#reveal(true);
    const newest = answer.rows[0];
    setText(this.#when, span(newest.window_start, newest.window_end)
      + (isRunning(newest) ? ", so far" : "")
      + (answer.stale ? "; from a standby, so it may be a little behind" : ""));
    this.#group.columns.forEach((column, i) => {
      change(this.#features.children[i].lastChild, value(column, newest[column.name]));
    });
    keyed(this.#history, answer.rows.slice(0, HISTORY), (row) => row.window_start,
      (row) => el("tr", {}, el("th", { scope: "row" }, span(row.window_start, row.window_end)),
        ...this.#group.columns.map((column) => el("td", { class: column.type === "any" ? "text" : "number" }))),
      (line, row) => this.#group.columns.forEach((column, i) => {
        setText(line.cells[i + 1], value(column, row[column.name]));
      }));
  }
}

function advice(problem) {
  return problem.type === "urn:penstock:problem:no-rows"
    ? "This key has no rows. They show up here with its first event."
    : `Not up to date: ${problem.detail}`;
}

/** Sets a value, and marks it for a moment if it is another one. */
function change(element, text) {
  if (element.textContent === text) {
    return;
  }
  const first = element.textContent === "";
  element.textContent = text;
  element.classList.remove("changed");
  if (!first) {
    // Without a look at the layout between, the animation would not begin anew.
    void element.offsetWidth;
    element.classList.add("changed");
  }
}
