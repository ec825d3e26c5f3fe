import { attempt } from "../../report.js";

/** Stands for paths that are none of the app's routes. */
const OTHER = "/other";

const literal = (text) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

/** This page's host in a text. */
const host = () => new RegExp(`(^|[^\\w.-])(https?://)?${literal(location.hostname)}(:\\d+)?(?![\\w-]|\\.\\w)`, "gi");

const plain = (path) => path.replace(/(.)\/$/, "$1").toLowerCase();

/**
 * Addresses that tell which page of the app is open, but neither where the app is installed nor names that are in a path.
 * @param {object} tracker Its policy has the routes.
 * @param {object} settings
 */
export function addresses(tracker, { name, routes, basePath, customUrl, title }) {
  const origin = `https://${name.toLowerCase()}.invalid`;
  const HOST = host();

  /** Without routes nobody knows which parts of a path are names. */
  function pathOf({ pathname, search }) {
    if (!routes) return "/" + search;
    const isInside = pathname === basePath || pathname.startsWith(basePath + "/");
    return isInside ? (pathname.slice(basePath.length) || "/") + search : OTHER;
  }

  /** The address of this page before it is scrubbed, and the title; undefined: the name of the route. */
  function find() {
    const url = new URL(location.href);
    const path = customUrl ? attempt("customUrl", () => String(customUrl(url))) : pathOf(url);
    const full = origin + (path && path[0] === "/" ? path : "/");
    const sent = new URL(tracker.previewScrub(full));
    const route = routes && routes.find((route) => plain(new URL(route.path, origin).pathname) === plain(sent.pathname));
    if (routes && !route) return [origin + OTHER];
    return [full, (route && route.title) || (title && attempt("title", () => String(title(sent) || "")))];
  }

  /** A field of a request without the host of the installation. */
  function hideHost(field) {
    const [, before, value] = /^(\w+=)(.*)/s.exec(field);
    const text = attempt("usage measurement", () => decodeURIComponent(value)) ?? "";
    const hidden = text.replace(HOST, (all, mark, scheme, port) => {
      if (scheme) return mark + origin;
      // A name without a dot may be a word.
      return port || location.hostname.includes(".") ? mark + origin.slice(8) : all;
    });
    return hidden === text ? field : before + encodeURIComponent(hidden);
  }

  return { origin, find, hideHost };
}
