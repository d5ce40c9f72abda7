// SPDX-License-Identifier: Apache-2.0
// What was not processed, and why.

import { byId, el, keyed, setText } from "./dom.js";
import { count, words } from "./format.js";

export class Trouble {
  #dead = new Bars(byId("dead-letters"),
    "None. Records that can't be read would be here by reason, and in the topics that end with -dlq: ./penstock dlq list shows them.");
  #late = new Bars(byId("late"),
    "None. Events that come after their window is closed would be here, and those without a field of a group's key.");

  show({ total }) {
    const reasons = new Map();
    for (const [source, counts] of Object.entries(total.dead_letters)) {
      for (const [reason, number] of Object.entries(counts)) {
        const line = reasons.get(reason) ?? { name: reason, title: words(reason), number: 0, from: [] };
        line.number += number;
        line.from.push(`${source} ${count(number)}`);
        reasons.set(reason, line);
      }
    }
    this.#dead.show([...reasons.values()].map((line) => ({ ...line, note: line.from.join(", ") })));
    this.#late.show([
      ...lines(total.late, "late", "late"),
      ...lines(total.key_missing, "without key", "key"),
      ...lines(total.empty, "without an event", "empty"),
    ]);
  }
}

function lines(counts, note, kind) {
  return Object.entries(counts)
    .filter(([, number]) => number > 0)
    .map(([name, number]) => ({ name: `${kind} ${name}`, title: name, number, note }));
}

/** A list with a bar for each number. */
class Bars {
  #list = el("ul", { class: "bars" });
  #empty;

  constructor(host, empty) {
    this.#empty = el("p", { class: "empty" }, empty);
    host.replaceChildren(this.#empty, this.#list);
  }

  show(items) {
    const most = Math.max(1, ...items.map((item) => item.number));
    const sorted = items.toSorted((one, other) => other.number - one.number || one.name.localeCompare(other.name));
    this.#empty.hidden = items.length > 0;
    keyed(this.#list, sorted, (item) => item.name,
      () => el("li", {}, el("span", { class: "bar-title" }), el("span", { class: "number" }),
        el("span", { class: "bar" }, el("span", { class: "fill" })), el("span", { class: "muted small" })),
      (line, item) => {
        const [title, number, bar, note] = line.children;
        setText(title, item.title);
        setText(number, count(item.number));
        bar.firstChild.style.width = `${(100 * item.number) / most}%`;
        setText(note, item.note);
      });
  }
}
