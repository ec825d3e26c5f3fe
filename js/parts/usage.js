import enableDeclarativeEvents from "./declarative_events.js";
import { onNavigation } from "./navigations.js";
import { add, nameOfCall } from "./usage/calls.js";
import { createMeasurement } from "./usage/measurement.js";
import { isUnwanted, settingsOf } from "./usage/options.js";
import { handOver } from "./usage/report.js";
import { change, erase, load } from "./usage/store.js";
import { attempt, report } from "../report.js";

/** What an app may say of its use. Setters and requests of its own are not among it: they would get round what is documented. */
const COMMANDS = (
  "trackEvent trackGoal trackLink trackContentImpression trackContentInteraction trackAllContentImpressions " +
  "trackVisibleContentImpressions trackContentImpressionsWithinNode trackContentInteractionNode"
).split(" ");

const IN_DEVELOPMENT = "paqet: usage measurement is off in development and tests, unless inDevelopment says otherwise";

/** Calls are stored this long after the first of them, in ms. */
const SOON = 1000;

/** What was asked for last: the settings, the page's tracker, what makes trackers. */
let settings;
let owner;
let create;

/** The measurement of this page; undefined: there is none, because of a switch or because this is no place for one. */
let measurement;

/**
 * `early`: nobody asked for one; `on`; `asking`: the user has not decided; `refused`: by the user, the browser or an opt-out;
 * `development`; `off`.
 */
let state = "early";

/** What the user said on this page, where it cannot be stored. */
let said;

/** Calls that are not stored yet, and the timer that stores them. */
let calls = {};
let timer;

let isWatching = false;

const isOn = () => state === "on";

/** What a page may do with the measurement: `Matomo.UsageMeasurement`, and what `onReady` gets. */
const usage = {
  state: () => state,
  agree: () => decide("agreed"),
  refuse: () => decide("refused"),
  preview: () => ({ targets: measurement ? measurement.preview(calls) : [], stored: load() }),
  recordCall,
  trackPageView: () => running((current) => current.view()),
  /** Commands as `_paq` takes them, for every target. What is not known is ignored. */
  push(...entries) {
    for (const entry of entries) {
      const [command, ...args] = Array.isArray(entry) ? entry : [];
      if (typeof command === "function") running((current) => current.each((tracker) => command.apply(only(tracker), args)));
      else if ([...COMMANDS, "trackPageView", "recordCall"].includes(command)) usage[command](...args);
    }
  },
};
for (const name of COMMANDS) usage[name] = (...args) => running((current) => current.each((tracker) => tracker[name](...args)));

const only = (tracker) => Object.fromEntries(COMMANDS.map((name) => [name, tracker[name]]));

function running(work) {
  if (isOn()) attempt("usage measurement", () => work(measurement));
}

/**
 * Measures how an application is used, for its authors, without telling who uses it: page views by route, events of listed elements,
 * facts of the installation, and how often and how long its calls run. Each target has a tracker, a policy and a fate of its own; the
 * page's own trackers, and what `_paq` tells them, have nothing to do with it.
 *
 * - Nothing is sent or stored when a switch is off (`enabled`, `userEnabled`), in development and tests, when the browser says "do
 *   not track", when the user refused or opted out, and, with `ask`, before the user agreed.
 * - A second call takes the place of the first; with `enabled: false` it ends the measurement and erases what was stored.
 * @param {object} tracker
 * @param {object | string} given The options, `UsageMeasurementOptions` in `types/index.d.ts`; or, from `recordCall`, the name of a call.
 * @param {number} [ms] How long that call took.
 * @param {(url: string, siteId: string | number) => object} [createTracker] Makes a tracker that `_paq` does not reach;
 *   `Matomo.getTracker` when missing.
 */
export default function enableUsageMeasurement(tracker, given, ms, createTracker = (...args) => window.Matomo.getTracker(...args)) {
  if (typeof given === "string") return recordCall(given, ms);
  settings = settingsOf(given);
  owner = tracker;
  create = createTracker;
  open();
  settle();
  const { Matomo } = window;
  if (Matomo) {
    Matomo.UsageMeasurement = usage;
    // Calls of `UsageMeasurement` that came before this part.
    Matomo.retryMissedPluginCalls();
  }
  const onReady = given && given.onReady;
  if (typeof onReady === "function") attempt("onReady", () => onReady(usage));
}

/** A measurement that has done nothing yet, in the place of the one before. */
function open() {
  measurement?.close();
  measurement = settings?.isAllowedHere ? createMeasurement(create, settings, isOn) : undefined;
}

/** Finds out what may be done, and does it; before anything is stored. */
function settle() {
  const was = state;
  state = stateNow();
  if (isOn()) return measurement.isBegun || begin();
  if (was === "on") open();
  if (state !== "asking") calls = {};
  erase();
  if (state === "development" && was !== state) console.info(IN_DEVELOPMENT);
}

function stateNow() {
  if (!settings) return "off";
  if (!measurement) return "development";
  const isOptedOut = (owner.isUserOptedOut() && !owner.isConsentRequired()) || /(^|; )mtm_consent_removed=/.test(document.cookie);
  const decision = load().decision || said;
  if (isUnwanted() || isOptedOut || decision === "refused") return "refused";
  return settings.ask && decision !== "agreed" ? "asking" : "on";
}

function decide(decision) {
  said = decision;
  if (measurement) change((record) => (record.decision = decision));
  settle();
}

function begin() {
  const mine = measurement;
  mine.isBegun = true;
  watch();
  mine.tidy();
  store();
  const { selectors } = settings;
  const trackEvent = (...event) => mine === measurement && usage.trackEvent(...event);
  if (selectors) enableDeclarativeEvents({ trackEvent }, { selectors, attributes: false });
  mine.view();
  mine.sendReports();
}

function watch() {
  if (isWatching) return;
  isWatching = true;
  onNavigation(() => running((current) => current.moved()));
  document.addEventListener("visibilitychange", () => document.visibilityState === "hidden" && store());
  addEventListener("pagehide", () => {
    store();
    handOver();
  });
  addEventListener("pageshow", ({ persisted }) => persisted && running((current) => current.view()));
  addEventListener("online", () => running((current) => current.sendReports()));
  // Another tab may have been told to stop.
  addEventListener("storage", settle);
  // The page's own opt-out counts here too.
  window.Matomo?.on("ConsentChanged", settle);
}

/**
 * Counts a call of the app, such as of its API.
 * @param {string} name `Part.method`.
 * @param {number} ms How long it took; counted in whole ms, and not at all when it took none.
 */
function recordCall(name, ms) {
  if (state !== "early" && state !== "asking" && !isOn()) return;
  const plain = nameOfCall(name);
  const time = Math.ceil(ms);
  if (!Number.isFinite(time)) return void report("recordCall needs the ms that the call took", name);
  if (!plain || time <= 0) return;
  add(calls, plain, 1, time);
  if (isOn()) timer ||= setTimeout(store, SOON);
}

/** Stores the calls that were counted; where it cannot be, they stay in this page. */
function store() {
  clearTimeout(timer);
  timer = 0;
  if (isOn() && Object.keys(calls).length && measurement.keep(calls)) calls = {};
}
