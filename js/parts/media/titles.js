import { attempt } from "../../report.js";

/** What `MediaAnalytics::setMediaTitleFallback` was given. */
export const fallback = { title: undefined };

const said = (element, name) => element.getAttribute("data-matomo-" + name) ?? element.getAttribute("data-piwik-" + name);

/** Elements of a kind below a node, the node itself included. */
export function findAll(root, selector) {
  return [root, ...root.querySelectorAll(selector)].filter((element) => element.matches && element.matches(selector));
}

/** @returns {boolean} Does the page want this element left out? */
export const isIgnored = (element) => said(element, "ignore") !== null;

/**
 * What an element plays, for reports: what the page says of it, or its address without what may identify a visitor.
 * @param {Element} element
 * @param {string} [source] Its address.
 * @returns {string} Empty when it has no address that means anything to others, as in a player that feeds it itself.
 */
export function resourceOf(element, source = "") {
  return said(element, "resource") || (/^https?:/.test(source) ? source.replace(/[?#].*/, "") : "");
}

/**
 * @param {Element} element
 * @param {string} [known] What its player says.
 * @returns {string} Empty when there is none.
 */
export function titleOf(element, known) {
  const own = said(element, "title") || known || ["title", "alt", "aria-label"].map((name) => element.getAttribute(name)).find(Boolean);
  if (own || typeof fallback.title !== "function") return String(own || "");
  return String(attempt("the media title fallback", () => fallback.title(element)) || "");
}
