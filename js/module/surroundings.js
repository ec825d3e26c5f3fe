/**
 * What the bundle for import sees under the names of the page's globals (the build injects them): the real ones in a page;
 * where there is no page, stand-ins, so that the same files run in a worker and nothing throws on a server.
 */

const nothing = () => null;

/** The window, or what a worker has in its place. */
export const window = globalThis.window || globalThis;

/** A document without content. `title` and `referrer` are what a worker gave as facts. */
export const document = globalThis.document || {
  title: "",
  referrer: "",
  cookie: "",
  readyState: "complete",
  visibilityState: "visible",
  links: [],
  addEventListener: nothing,
  getElementsByTagName: () => [],
  querySelector: () => null,
  querySelectorAll: () => [],
};

/** A worker's own address is that of its script; its page's comes as a fact. */
export const location = globalThis.document ? globalThis.location : { href: "", hostname: "", protocol: "https:" };

/** Node 20 has none. */
export const navigator = globalThis.navigator || { userAgent: "" };

export const screen = globalThis.screen || {};
