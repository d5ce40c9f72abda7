// SPDX-License-Identifier: Apache-2.0
// The one stream of this page. Read by fetch, because EventSource can't send a token.

import { ask, Refusal } from "./client.js";

const FIRST_PAUSE = 500;
const LONGEST_PAUSE = 10_000;

/** Three heartbeats of the instance: no byte for so long means that nobody is there any more. */
const SILENCE = 15_000;

export class Live {
  #told;
  #changed;
  #path = "";
  #round = 0;
  #pause = FIRST_PAUSE;
  #abort = new AbortController();
  #timer = 0;

  /**
   * @param told gets each message
   * @param changed gets {state: "live"} or {state: "lost", refusal, retryAt}
   */
  constructor(told, changed) {
    this.#told = told;
    this.#changed = changed;
  }

  /** Opens the stream, instead of the one that is open. */
  open(path) {
    this.#path = path;
    this.#pause = FIRST_PAUSE;
    this.#start();
  }

  /** Does not wait for the next try. */
  retry() {
    this.#start();
  }

  stop() {
    this.#round++;
    clearTimeout(this.#timer);
    this.#abort.abort();
  }

  #start() {
    this.stop();
    this.#abort = new AbortController();
    this.#run(this.#round, this.#abort);
  }

  async #run(round, abort) {
    let refusal = new Refusal(0, { detail: "the stream has ended" });
    let watchdog = 0;
    const watch = () => {
      clearTimeout(watchdog);
      watchdog = setTimeout(() => abort.abort(), SILENCE);
    };
    try {
      watch();
      const response = await ask(this.#path, { signal: abort.signal });
      for await (const message of messages(response.body, watch)) {
        if (round !== this.#round) {
          return;
        }
        if (this.#pause !== 0) {
          this.#pause = 0;
          this.#changed({ state: "live" });
        }
        this.#told(message);
      }
    } catch (e) {
      refusal = e instanceof Refusal ? e : new Refusal(0, { detail: String(e.message) });
    } finally {
      clearTimeout(watchdog);
    }
    if (round === this.#round) {
      this.#again(refusal);
    }
  }

  #again(refusal) {
    this.#pause = Math.min(LONGEST_PAUSE, Math.max(FIRST_PAUSE, this.#pause * 2));
    // Pages that lost the same instance do not come back all at once.
    const wait = this.#pause * (0.75 + Math.random() / 2);
    this.#timer = setTimeout(() => this.#start(), wait);
    this.#changed({ state: "lost", refusal, retryAt: Date.now() + wait });
  }
}

/** What server-sent events say, of those that have data in one line and nothing else. */
async function* messages(body, heard) {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  let rest = "";
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) {
        return;
      }
      heard();
      const lines = (rest + decoder.decode(value, { stream: true })).split("\n");
      rest = lines.pop();
      for (const line of lines) {
        if (line.startsWith("data: ")) {
          yield JSON.parse(line.slice("data: ".length));
        }
      }
    }
  } finally {
    reader.cancel().catch(() => {
      // It has ended already.
    });
  }
}
