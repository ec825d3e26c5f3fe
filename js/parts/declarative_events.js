import { attempt, report } from "../report.js";

/** What an element may say of its event; `data-track-event` says all at once. */
const ATTRIBUTES = ["category", "action", "name", "value"];

/** The rules of each tracker, as pairs selector, event. */
const rules = new WeakMap();

/**
 * Tracks as an event each click on an element that says so, and each submission of such a form:
 * `data-track-event="category|action|name|value"`, or `data-track-category`, `data-track-action`, `data-track-name` and
 * `data-track-value`. The innermost element counts, in shadow roots too. One listener, so elements may come and go.
 * @param {object} tracker
 * @param {{ selectors?: Record<string, string | { category: string, action: string, name?: string, value?: number }>, attributes?: boolean }} [options]
 *   `selectors`: events of elements that say nothing themselves, by CSS selector; the first that fits counts. A second call
 *   adds to those of the first. `attributes`: elements may speak for themselves.
 */
export default function enableDeclarativeEvents(tracker, { selectors = {}, attributes = true } = {}) {
  const added = Object.entries(selectors).filter(([selector]) => isSelector(selector));
  if (rules.has(tracker)) return void rules.get(tracker).push(...added);
  rules.set(tracker, added);
  // Before the page's own listeners, which may remove the element or stop the event.
  for (const type of ["click", "submit"]) document.addEventListener(type, (event) => attempt("declarative events", () => happened(tracker, attributes, event)), true);
}

function isSelector(selector) {
  try {
    document.querySelector(selector);
    return true;
  } catch {
    report(`enableDeclarativeEvents: '${selector}' is no CSS selector, it is ignored`);
  }
}

function happened(tracker, attributes, event) {
  for (const element of event.composedPath()) {
    if (!element.matches || (element.localName === "form") !== (event.type === "submit")) continue;
    const said = (attributes && own(element)) || (rules.get(tracker).find(([selector]) => element.matches(selector)) || [])[1];
    if (said) return track(tracker, partsOf(said), element);
  }
}

/** What the element itself says; undefined: nothing. */
function own({ dataset }) {
  if (dataset.trackEvent !== undefined) return dataset.trackEvent;
  if (dataset.trackCategory === undefined) return undefined;
  return { category: dataset.trackCategory, action: dataset.trackAction, name: dataset.trackName, value: dataset.trackValue };
}

/**
 * The parts of what is said of an event: category, action, name, value.
 * @param {string | object} said
 * @returns {unknown[]}
 */
export const partsOf = (said) =>
  (typeof said === "string" ? said.split("|") : ATTRIBUTES.map((name) => said[name])).map((part) => (typeof part === "string" ? part.trim() || undefined : part));

function track(tracker, [category, action, name, value], element) {
  if (category && action) tracker.trackEvent(category, action, name, value);
  else report("an event needs a category and an action: data-track-event=\"category|action\"", element);
}
