// SPDX-License-Identifier: Apache-2.0
// Which instances there are, how they are, and what they work on.

import { byId, el, keyed, setHidden, setText } from "./dom.js";
import { NONE, count, duration, moment, percent, words } from "./format.js";

const MOODS = { ready: "good", failed: "bad", topic_missing: "bad", registry_missing: "bad", model_missing: "bad", stopping: "warn", restoring: "warn", rebalancing: "warn", starting: "warn" };

export class Instances {
  show({ instances, unread }) {
    const waiting = unread.reduce((all, one) => all + one.lag, 0);
    setHidden(byId("unread"), unread.length === 0);
    setText(byId("unread"), unread.length === 0 ? ""
      : `No instance reads ${unread.length === 1 ? "1 partition" : `${count(unread.length)} partitions`}, in which ${count(waiting)} records wait.`);
    keyed(byId("instance-cards"), instances, (instance) => instance.instance,
      (instance) => new InstanceCard(instance.instance).element,
      (element, instance) => element.card.show(instance));
    const asked = instances.find((instance) => instance.asked);
    setText(byId("asked"), asked ? `Answered by ${asked.instance}` : "");
  }
}

function lacking(topics) {
  return topics.length === 0 ? "" : `Missing: ${topics.join(", ")}. What needs ${topics.length === 1 ? "it" : "them"} waits until ./penstock topics has created ${topics.length === 1 ? "it" : "them"}.`;
}

class InstanceCard {
  #status = el("span", { class: "pill" });
  #facts = el("dl", { class: "facts" });
  #error = el("p", { class: "bad-text" });
  #restoring = el("ul", { class: "bars" });
  #tasks = el("tbody");
  #details;

  constructor(name) {
    this.#details = el("details", {},
      el("summary", {}, "Threads and tasks"),
      el("div", { class: "scroll" }, el("table", { class: "tasks" },
        el("thead", {}, el("tr", {}, ...["Thread", "Task", "Role", "Partitions"].map((title) => el("th", { scope: "col" }, title)))),
        this.#tasks)));
    this.element = el("article", { class: "card instance" },
      el("header", {}, el("h3", {}, name), this.#status),
      this.#error, this.#facts, this.#restoring, this.#details);
    this.element.card = this;
  }

  show(instance) {
    const status = instance.reachable ? instance.status : "does not answer";
    setText(this.#status, words(status));
    this.#status.className = `pill ${instance.reachable ? MOODS[status] ?? "" : "bad"}`;
    setText(this.#error, instance.reachable ? lacking(instance.missing_topics) : `${instance.error}. What it has can't be shown until it is back or others took over.`);
    for (const part of [this.#facts, this.#restoring, this.#details]) {
      setHidden(part, !instance.reachable);
    }
    if (instance.reachable) {
      this.#showFacts(instance);
      this.#showRestoring(instance.stores);
      this.#showTasks(instance.threads);
    }
  }

  #showFacts({ started_at, threads, input }) {
    const active = threads.reduce((all, thread) => all + thread.active.length, 0);
    const standby = threads.reduce((all, thread) => all + thread.standby.length, 0);
    const running = threads.filter((thread) => thread.state === "RUNNING").length;
    const lags = input.map((one) => one.lag).filter((lag) => lag !== null);
    const facts = [
      ["Threads", `${running} of ${threads.length} running`],
      ["Tasks", `${count(active)} active${standby > 0 ? `, ${count(standby)} standby` : ""}`],
      ["Lag", lags.length === 0 ? NONE : `${count(lags.reduce((all, lag) => all + lag, 0))} records`],
      ["Up", `${duration(Math.max(0, Date.now() - started_at))}, since ${moment(started_at)}`],
    ];
    keyed(this.#facts, facts, ([title]) => title,
      ([title]) => el("div", {}, el("dt", {}, title), el("dd", {})),
      (line, [, text]) => setText(line.lastChild, text));
  }

  #showRestoring(stores) {
    const restored = stores.filter((store) => store.restoring);
    keyed(this.#restoring, restored, (store) => `${store.store} ${store.partition}`,
      (store) => el("li", {}, el("span", { class: "bar-title" }, `restoring ${store.store}, partition ${store.partition}`),
        el("span", { class: "number" }), el("span", { class: "bar" }, el("span", { class: "fill" }))),
      (line, { restoring }) => {
        setText(line.children[1], percent(restoring.share));
        line.querySelector(".fill").style.width = `${100 * restoring.share}%`;
      });
  }

  #showTasks(threads) {
    const rows = threads.flatMap((thread) => {
      const tasks = [
        ...thread.active.map((task) => ({ ...task, role: "active" })),
        ...thread.standby.map((task) => ({ ...task, role: "standby" })),
      ];
      const named = { thread: thread.name, state: thread.state };
      return tasks.length === 0 ? [{ ...named, task: NONE, role: "", partitions: [] }] : tasks.map((task) => ({ ...named, ...task }));
    });
    keyed(this.#tasks, rows, (row) => `${row.thread} ${row.task} ${row.role}`,
      () => el("tr", {}, el("td"), el("td"), el("td"), el("td")),
      (line, row) => {
        const [thread, task, role, partitions] = line.cells;
        setText(thread, `${row.thread} ${row.state}`);
        setText(task, row.task);
        setText(role, row.role);
        setText(partitions, row.partitions.join(", "));
      });
  }
}
