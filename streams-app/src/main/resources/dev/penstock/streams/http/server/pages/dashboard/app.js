// SPDX-License-Identifier: Apache-2.0
// Puts the page together, and keeps it fed.

import { Refusal, hasToken, json, setToken } from "./client.js";
import { byId, setHidden, setText } from "./dom.js";
import { Flow } from "./flow.js";
import { Groups } from "./groups.js";
import { Instances } from "./instances.js";
import { Live } from "./live.js";
import { Lookup } from "./lookup.js";
import { Topology } from "./topology.js";
import { Trouble } from "./trouble.js";

const UNAUTHORIZED = 401;
const FIRST_PAUSE = 500;
const LONGEST_PAUSE = 10_000;

const flow = new Flow();
const trouble = new Trouble();
const instances = new Instances();
const topology = new Topology();
const lookup = new Lookup(() => listen());
const live = new Live(told, connection);

let groups = null;
let pipeline = "";
let retryAt = 0;
let isLive = false;
let beginning = 0;

/** What the stream says, to whom it matters. */
function told(message) {
  const kind = message.about.split(" ", 1)[0];
  switch (kind) {
    case "stats":
      if (message.answer) {
        flow.show(message.answer);
        trouble.show(message.answer);
        topology.show(message.answer);
        tellMissing(message.answer);
      }
      break;
    case "instances":
      if (message.answer) {
        instances.show(message.answer);
      }
      break;
    case "key":
      lookup.show(message);
      break;
    default:
      groups?.show(message);
  }
}

function tellMissing({ complete, missing }) {
  setHidden(byId("partial"), complete);
  setText(byId("partial"), complete
    ? ""
    : `${missing.join(", ")} ${missing.length === 1 ? "does" : "do"} not answer. Totals and rates are without what ${missing.length === 1 ? "it has" : "they have"}.`);
}

function listen() {
  if (groups === null) {
    return;
  }
  const asked = Object.entries({ ...groups.questions(), ...lookup.questions() })
    .filter(([name, text]) => text !== "" || name === "key");
  live.open(`/api/live?${new URLSearchParams(asked)}`);
}

/** Reads what the pipeline is, and builds the cards anew if it is another one than before. */
async function load() {
  const answer = await json("/api/groups");
  const read = JSON.stringify(answer);
  if (read === pipeline) {
    return false;
  }
  pipeline = read;
  setText(byId("application"), answer.application_id);
  document.title = `${answer.application_id} · Penstock`;
  groups = new Groups(answer.groups, {
    changed: () => listen(),
    follow: (group, key) => {
      lookup.follow(group, key);
      byId("lookup").scrollIntoView({ block: "start" });
      byId("lookup-key").focus({ preventScroll: true });
    },
  });
  lookup.offer(answer.groups);
  return true;
}

async function loadTopology() {
  try {
    topology.load(await json("/api/topology?format=json&detail=short"));
  } catch (e) {
    topology.fail(e.message);
  }
}

/** Reads the pipeline and opens the stream; if that can't be done now, tries again. */
async function begin(pause = FIRST_PAUSE) {
  clearTimeout(beginning);
  try {
    await load();
    await loadTopology();
    listen();
  } catch (e) {
    if (!(e instanceof Refusal)) {
      throw e;
    }
    connection({ state: "lost", refusal: e, retryAt: Date.now() + pause });
    if (e.status !== UNAUTHORIZED) {
      beginning = setTimeout(() => begin(Math.min(pause * 2, LONGEST_PAUSE)), pause);
    }
  }
}

function connection({ state, refusal, retryAt: at }) {
  const wasLost = !byId("lost").hidden;
  isLive = state === "live";
  const needsToken = !isLive && refusal.status === UNAUTHORIZED;
  setText(byId("connection"), isLive ? "Live" : needsToken ? "Locked" : "Not connected");
  byId("connection").className = `pill ${isLive ? "good" : needsToken ? "warn" : "bad"}`;
  document.body.classList.toggle("lost", !isLive);
  setHidden(byId("lost"), isLive || needsToken);
  setHidden(byId("token"), !needsToken);
  if (isLive) {
    if (wasLost) {
      again();
    }
    return;
  }
  if (needsToken) {
    live.stop();
    setText(byId("token-refused"), hasToken() ? "The instance does not take this token." : "");
    return;
  }
  retryAt = at;
  setText(byId("lost-text"), why(refusal));
  tick();
  if (refusal.status >= 400 && refusal.status < 500) {
    // It knows other groups or columns than this page.
    again();
  }
}

/** The instance may have come back with another pipeline. */
async function again() {
  try {
    if (await load()) {
      listen();
    }
    await loadTopology();
  } catch {
    // The stream, which is open, tells when it is not any more.
  }
}

function why({ status, message }) {
  if (status === 0) {
    return `${location.host} does not answer: it has stopped, or the network is gone. What is shown is what was last known.`;
  }
  return `${location.host} answers, but not this: ${message}`;
}

function tick() {
  const left = Math.ceil((retryAt - Date.now()) / 1000);
  setText(byId("lost-countdown"), isLive ? "" : left > 0 ? `Trying again in ${left} s.` : "Trying again now.");
}

setInterval(tick, 1000);
byId("lost-retry").addEventListener("click", () => (groups === null ? begin() : live.retry()));
byId("token").addEventListener("submit", (event) => {
  event.preventDefault();
  try {
    setToken(byId("token-text").value.trim());
    byId("token-text").value = "";
    begin();
  } catch (e) {
    setText(byId("token-refused"), e.message);
  }
});
begin();
