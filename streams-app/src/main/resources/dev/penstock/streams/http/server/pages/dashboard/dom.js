// SPDX-License-Identifier: Apache-2.0
// Keys and values of events are hostile. Everything becomes text here; nothing in this page sets HTML.

const SVG = "http://www.w3.org/2000/svg";

/** An element. Properties whose names begin with `on` are listeners; children are elements or text. */
export function el(name, properties = {}, ...children) {
  return filled(document.createElement(name), properties, children);
}

/** The same of SVG. */
export function svg(name, properties = {}, ...children) {
  return filled(document.createElementNS(SVG, name), properties, children);
}

function filled(element, properties, children) {
  for (const [name, value] of Object.entries(properties)) {
    if (name.startsWith("on")) {
      element.addEventListener(name.slice(2), value);
    } else if (value === true) {
      element.setAttribute(name, "");
    } else if (value !== false && value !== null && value !== undefined) {
      element.setAttribute(name, String(value));
    }
  }
  element.append(...children);
  return element;
}

export function byId(id) {
  return document.getElementById(id);
}

/** Sets the text only if it is another, so that selections and live regions are left alone. */
export function setText(element, text) {
  const next = String(text);
  if (element.textContent !== next) {
    element.textContent = next;
  }
}

export function setHidden(element, hidden) {
  if (element.hidden !== hidden) {
    element.hidden = hidden;
  }
}

/** Makes `parent` have one child for each item, keeping those whose names are still there. */
export function keyed(parent, items, nameOf, make, update) {
  const known = parent.keyedChildren ?? new Map();
  const next = new Map();
  const focused = parent.contains(document.activeElement) ? document.activeElement : null;
  let before = null;
  for (const item of items) {
    const name = nameOf(item);
    const child = known.get(name) ?? make(item);
    update(child, item);
    next.set(name, child);
    const place = before ? before.nextSibling : parent.firstChild;
    if (place !== child) {
      parent.insertBefore(child, place);
    }
    before = child;
  }
  for (const [name, child] of known) {
    if (!next.has(name)) {
      child.remove();
    }
  }
  parent.keyedChildren = next;
  if (focused && focused !== document.activeElement) {
    // What is moved loses the focus.
    focused.focus({ preventScroll: true });
  }
}
