// SPDX-License-Identifier: Apache-2.0
// Draws what runs into what, from left to right.

import { byId, el, setText, svg } from "./dom.js";
import { rate } from "./format.js";

const CHAR = 7.3;
const LEAST_WIDTH = 120;
const MOST_WIDTH = 270;
const HEIGHT = 46;
const ROW = 58;
const GAP = 56;
const MARGIN = 6;
const SWEEPS = 6;

export class Topology {
  #nodes = [];
  #edges = [];
  #rates = new Map();
  #last = null;

  constructor() {
    byId("topology-full").addEventListener("change", () => this.#draw());
  }

  load({ nodes, edges }) {
    this.#nodes = nodes;
    this.#edges = edges;
    this.#draw();
  }

  fail(message) {
    byId("topology-drawing").replaceChildren(el("p", { class: "empty" }, `The topology can't be shown now: ${message}`));
  }

  show({ total }) {
    this.#last = total;
    for (const [name, label] of this.#rates) {
      const found = total.per_second.events[name] ?? total.per_second.rows[name];
      setText(label, found === undefined ? "" : `${rate(found)} /s`);
    }
  }

  #draw() {
    const host = byId("topology-drawing");
    if (this.#nodes.length === 0) {
      host.replaceChildren(el("p", { class: "empty" }, "This pipeline has no steps."));
      return;
    }
    const { nodes, edges } = byId("topology-full").checked
      ? { nodes: this.#nodes, edges: this.#edges }
      : withoutDetails(this.#nodes, this.#edges);
    const { placed, width, height } = layOut(nodes, edges);
    this.#rates = new Map();
    host.replaceChildren(
      svg("svg", { width, height, viewBox: `0 0 ${width} ${height}`, "aria-hidden": "true", class: "topology" },
        ...once(edges).map((edge) => line(placed.get(edge.from), placed.get(edge.to), edge.both)),
        ...[...placed.values()].map((place) => this.#box(place))),
      el("ul", { class: "unseen" }, ...once(edges).map((edge) =>
        el("li", {}, `${placed.get(edge.from).node.name} to ${placed.get(edge.to).node.name}`))));
    if (this.#last) {
      this.show({ total: this.#last });
    }
  }

  #box({ node, x, y, width }) {
    const isStep = node.kind === "step";
    const fits = Math.floor((width - 24) / CHAR);
    const label = node.name.length > fits ? `${node.name.slice(0, fits - 1)}…` : node.name;
    const group = svg("g", { class: `node ${node.kind}`, transform: `translate(${x} ${y})` },
      svg("title", {}, `${node.kind} ${node.name}`),
      svg("rect", { width, height: HEIGHT, rx: node.kind === "topic" ? HEIGHT / 2 : 6 }),
      svg("text", { x: width / 2, y: isStep ? 20 : 28, "text-anchor": "middle" }, label));
    if (isStep) {
      const number = svg("text", { x: width / 2, y: 36, "text-anchor": "middle", class: "rate" });
      this.#rates.set(node.name, number);
      group.append(number);
    }
    return group;
  }
}

/** Without stores, and without topics that only matter when something is wrong or a key moves. */
function withoutDetails(nodes, edges) {
  const into = new Set(edges.map((edge) => `${edge.to} ${edge.from}`));
  const loops = (node) => edges.some((edge) => edge.from === node.id && into.has(`${edge.from} ${edge.to}`));
  const kept = nodes.filter((node) => node.kind !== "store"
    && !(node.kind === "topic" && (loops(node) || node.name.endsWith("-late") || node.name.endsWith("-dlq"))));
  const ids = new Set(kept.map((node) => node.id));
  return { nodes: kept, edges: edges.filter((edge) => ids.has(edge.from) && ids.has(edge.to)) };
}

/** Two edges of opposite direction as one with two ends. */
function once(edges) {
  const known = new Set(edges.map((edge) => `${edge.from} ${edge.to}`));
  return edges
    .map((edge) => ({ ...edge, both: known.has(`${edge.to} ${edge.from}`) }))
    .filter((edge) => !edge.both || edge.from < edge.to);
}

function layOut(nodes, edges) {
  const layers = order(layersOf(nodes, edges), edges);
  const tallest = Math.max(...layers.map((layer) => layer.length));
  const placed = new Map();
  let x = MARGIN;
  for (const layer of layers) {
    const longest = Math.max(...layer.map((node) => node.name.length));
    const width = Math.min(MOST_WIDTH, Math.max(LEAST_WIDTH, longest * CHAR + 28));
    const top = MARGIN + ((tallest - layer.length) * ROW) / 2;
    layer.forEach((node, i) => placed.set(node.id, { node, x, y: top + i * ROW, width }));
    x += width + GAP;
  }
  return { placed, width: x - GAP + MARGIN, height: tallest * ROW - (ROW - HEIGHT) + 2 * MARGIN };
}

/** A node is one layer behind the last of those that lead to it. Edges that would close a circle don't count. */
function layersOf(nodes, edges) {
  const next = new Map(nodes.map((node) => [node.id, []]));
  const isLed = new Set(edges.map((edge) => edge.to));
  edges.forEach((edge) => next.get(edge.from).push(edge.to));
  const depth = new Map();
  const visit = (id, layer, path) => {
    if (path.has(id) || (depth.get(id) ?? -1) >= layer) {
      return;
    }
    depth.set(id, layer);
    path.add(id);
    next.get(id).forEach((to) => visit(to, layer + 1, path));
    path.delete(id);
  };
  nodes.filter((node) => !isLed.has(node.id)).forEach((node) => visit(node.id, 0, new Set()));
  nodes.filter((node) => !depth.has(node.id)).forEach((node) => visit(node.id, 0, new Set()));
  const layers = [];
  for (const node of nodes) {
    (layers[depth.get(node.id)] ??= []).push(node);
  }
  return layers.filter(Boolean);
}

/** Puts each node near the middle of its neighbours, so that few lines cross. */
function order(layers, edges) {
  const neighbours = new Map();
  const note = (one, other) => neighbours.set(one, [...(neighbours.get(one) ?? []), other]);
  edges.forEach(({ from, to }) => {
    note(from, to);
    note(to, from);
  });
  for (let sweep = 0; sweep < SWEEPS; sweep++) {
    const place = new Map();
    const settle = (layer) => layer.forEach((node, i) => place.set(node.id, (i + 0.5) / layer.length));
    layers.forEach(settle);
    for (const layer of sweep % 2 === 0 ? layers : layers.toReversed()) {
      const middle = new Map(layer.map((node) => {
        const near = (neighbours.get(node.id) ?? []).map((id) => place.get(id));
        return [node.id, near.length === 0 ? place.get(node.id) : near.reduce((sum, one) => sum + one, 0) / near.length];
      }));
      layer.sort((one, other) => middle.get(one.id) - middle.get(other.id));
      settle(layer);
    }
  }
  return layers;
}

function line(from, to, both) {
  const [left, right] = from.x <= to.x ? [from, to] : [to, from];
  const x1 = left.x + left.width;
  const y1 = left.y + HEIGHT / 2;
  const x2 = right.x;
  const y2 = right.y + HEIGHT / 2;
  const bend = Math.max(20, (x2 - x1) / 2);
  return svg("g", { class: "edge" },
    svg("path", { d: `M${x1} ${y1} C${x1 + bend} ${y1} ${x2 - bend} ${y2} ${x2 - 2} ${y2}` }),
    ...(both || left === from ? [svg("path", { class: "tip", d: `M${x2} ${y2} l-7 -4 v8 z` })] : []),
    ...(both || left !== from ? [svg("path", { class: "tip", d: `M${x1} ${y1} l7 -4 v8 z` })] : []));
}
