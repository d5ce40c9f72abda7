// SPDX-License-Identifier: Apache-2.0
// Asks the instance that this page came from, with the token if there is one.

const TOKEN = "penstock.token";

/** What an instance said instead of an answer. Status 0: it said nothing. */
export class Refusal extends Error {
  constructor(status, problem) {
    super(problem.detail ?? problem.title ?? "no answer");
    this.status = status;
    this.problem = problem;
  }
}

export function setToken(token) {
  try {
    sessionStorage.setItem(TOKEN, token);
  } catch {
    // Where storage is off there is no way to keep it; asking again would not help.
    throw new Error("this browser keeps nothing for a page, so there is no place for the token");
  }
}

export function hasToken() {
  return token() !== "";
}

function token() {
  try {
    return sessionStorage.getItem(TOKEN) ?? "";
  } catch {
    return "";
  }
}

/** Fails with a Refusal, whatever goes wrong. */
export async function ask(path, options = {}) {
  const headers = hasToken() ? { Authorization: `Bearer ${token()}` } : {};
  let response;
  try {
    response = await fetch(path, { ...options, headers, cache: "no-store", redirect: "error" });
  } catch (e) {
    throw new Refusal(0, { detail: String(e.message) });
  }
  if (!response.ok) {
    throw new Refusal(response.status, await problemOf(response));
  }
  return response;
}

export async function json(path) {
  const response = await ask(path, { signal: AbortSignal.timeout(10_000) });
  try {
    return await response.json();
  } catch (e) {
    throw new Refusal(0, { detail: String(e.message) });
  }
}

async function problemOf(response) {
  try {
    return await response.json();
  } catch {
    return { detail: `status ${response.status}` };
  }
}
