import { report } from "../../report.js";
import { keyOf } from "./target.js";

const HOUR = 3_600_000;
const UNITS = { hour: HOUR, day: 24 * HOUR, week: 168 * HOUR };

/** Hosts where software is written and tried out. */
const DEVELOPMENT = /(^|\.)(localhost|test|dev|local|example|invalid)$|^dev\.|^127\.|^\[::1\]$|^0\.0\.0\.0$|^$/;

/** What a fact or a version may look like. */
const PLAIN = /^[\w.+~ -]{1,40}$/;

const is = (type) => (value) => typeof value === type;
const isObject = (value) => !!value && typeof value === "object" && !Array.isArray(value);

/** What each option may be, in words and as a test. */
const KINDS = {
  app: ["{ name, version, facts }", isObject],
  targets: ["a list of { trackerUrl, siteId }", Array.isArray],
  enabled: ["a boolean", is("boolean")],
  userEnabled: ["a boolean", is("boolean")],
  ask: ["a boolean", is("boolean")],
  inDevelopment: ["a boolean", is("boolean")],
  reportEvery: ["a time such as '5 days'", (value) => interval(value)],
  bucket: ["a boolean", is("boolean")],
  dimensions: ["{ fact: id }", isObject],
  routes: ["a list of paths such as '/plan/:id'", Array.isArray],
  basePath: ["a path such as '/app'", (value) => /^\//.test(value)],
  customUrl: ["a function", is("function")],
  title: ["a function", is("function")],
  selectors: ["{ selector: 'category|action|name|value' }", isObject],
  onReady: ["a function", is("function")],
};

/** The strictest reading of those that cannot be read; the others count as not given, which sends less. */
const STRICTEST = { enabled: false, userEnabled: false, ask: true, reportEvery: "", bucket: true, dimensions: {} };

/** `5 days` in ms; undefined for anything else. */
function interval(text) {
  const [, count, unit] = /^(\d+) (hour|day|week)s?$/.exec(text) || [];
  return +count * UNITS[unit] || undefined;
}

const wrong = (name, kind, about) => report(`enableUsageMeasurement: ${name} must be ${kind}; the strictest reading is used`, about);

/** Is this a page or a browser of development or tests? */
export const isDevelopment = () => navigator.webdriver || DEVELOPMENT.test(location.hostname);

/** Does the browser say that its user does not want to be counted? */
export const isUnwanted = () => navigator.globalPrivacyControl || navigator.doNotTrack === "1";

/**
 * The options as the rest reads them. What cannot be read is told once and taken in the strictest sense.
 * @param {unknown} options As `UsageMeasurementOptions` in `types/index.d.ts`.
 * @returns {object | undefined} Undefined: nothing is measured, because a switch is off or an option is not known.
 */
export function settingsOf(options) {
  if (!isObject(options)) return void report("enableUsageMeasurement needs { app, targets }; nothing is measured");
  const good = {};
  for (const [name, value] of Object.entries(options)) {
    if (value === undefined || value === null) continue;
    if (!Object.keys(KINDS).includes(name)) {
      // It may be a switch.
      return void report(`enableUsageMeasurement has no option '${name}'; nothing is measured until it is spelled right`);
    }
    const [kind, fits] = KINDS[name];
    if (fits(value)) good[name] = value;
    else {
      wrong(name, kind, value);
      good[name] = STRICTEST[name];
    }
  }
  const { enabled = true, userEnabled = true, inDevelopment, dimensions } = good;
  if (!enabled || !userEnabled) return undefined;
  const { reportEvery = "5 days", bucket = true, app = {}, basePath = "" } = good;
  return {
    ...good,
    isAllowedHere: inDevelopment === true || !isDevelopment(),
    interval: interval(reportEvery),
    bucket,
    name: nameOf(app),
    facts: factsOf(app),
    dimensions: dimensions && only(dimensions, (id) => Number.isInteger(id) && id > 0, "each of dimensions", "an id from 1"),
    targets: targetsOf(good.targets || []),
    selectors: good.selectors && only(good.selectors, isEvent, "each of selectors", "'category|action|name|value'"),
    routes: good.routes && good.routes.map(routeOf).filter(Boolean),
    basePath: basePath.replace(/\/+$/, ""),
  };
}

const isEvent = (said) => (!!said && typeof said === "string") || isObject(said);

/** The entries of an object that are as they should be. */
function only(object, fits, name, kind) {
  return Object.fromEntries(Object.entries(object).filter(([, value]) => fits(value) || wrong(name, kind, value)));
}

function nameOf({ name }) {
  if (typeof name === "string" && /^[a-z\d][a-z\d-]{0,39}$/i.test(name)) return name;
  wrong("app.name", "letters, digits and hyphens", name);
  return "app";
}

/** Version first, then the facts in their order. */
function factsOf({ version, facts }) {
  const all = [["version", version], ...Object.entries(isObject(facts) ? facts : {})];
  return all.map(([name, value]) => {
    const isGood = Number.isFinite(value) || typeof value === "boolean" || (typeof value === "string" && PLAIN.test(value));
    const isGiven = value !== undefined && value !== null;
    if (!isGood && isGiven) wrong(`the fact '${name}'`, "a number, a boolean or a text of at most 40 letters and digits", value);
    // One that is left out keeps its place, so that the others keep their dimension.
    return isGood ? [name, value] : undefined;
  });
}

function targetsOf(list) {
  const seen = new Set();
  return list.filter((target) => {
    const { trackerUrl, siteId } = target || {};
    const isUrl = trackerUrl && (typeof trackerUrl === "string" || trackerUrl instanceof URL);
    const isSite = Number.isFinite(siteId) || (siteId && typeof siteId === "string");
    if (!isUrl || !isSite) return void wrong("each target", "{ trackerUrl: 'https://…/matomo.php', siteId: 1 }", target);
    const key = keyOf(target);
    return !seen.has(key) && seen.add(key);
  });
}

function routeOf(route) {
  const { path, title } = typeof route === "string" ? { path: route } : route || {};
  if (typeof path === "string" && path[0] === "/" && (title === undefined || typeof title === "string")) return { path, title };
  wrong("each route", "a path such as '/plan/:id' or { path, title }", route);
}
