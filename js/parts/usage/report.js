import { learn, post } from "../../offline/post.js";
import { dimensionsOf } from "./facts.js";
import { eventsOf, subtract } from "./calls.js";
import { change, load } from "./store.js";
import { FORM } from "../../state.js";

/** A report that did not arrive is tried again after this long, in ms, or when the server says. */
const PAUSE = 600_000;
/** While a report is on its way no other tab sends it, for this long, in ms. */
const CLAIM = 60_000;
/** A server that has not answered by then did not get it, in ms. */
const PATIENCE = 15_000;

/** What is on its way; when the page goes it counts as handed over, as every request does. */
const onTheirWay = new Set();

/**
 * The requests of a report to one target: the app's facts as a page view, and two events for each name of a call.
 * @param {object} target
 * @param {object} settings
 * @param {Record<string, [number, number]>} calls
 * @returns {string[]} As they leave.
 */
export function reportOf(target, { name, facts, dimensions, bucket }, calls) {
  return target.requestsOn("/system-report", "System-Report", (tracker) => {
    tracker.trackPageView("System-Report", dimensionsOf(facts, dimensions, bucket));
    for (const [call, sum] of Object.entries(calls)) for (const event of eventsOf(call, sum, name)) tracker.trackEvent(...event);
  });
}

/**
 * Sends the report to a target, if it is due: once in the interval and browser, whatever becomes of the other targets. What the server
 * did not take stays for the next one.
 * @param {object} target
 * @param {object} settings
 * @param {() => boolean} isOn
 * @returns {Promise<number | undefined>} In how many ms to look again, after a failure.
 */
export async function sendReport(target, settings, isOn) {
  const { interval } = settings;
  const { key } = target;
  const { next = 0, calls = {} } = load().targets[key] || {};
  const now = Date.now();
  // A time that no interval explains was written by another clock.
  if (!interval || (next > now && next <= now + Math.max(interval, PAUSE))) return;
  const plan = (pause) => change(({ targets }) => ((targets[key] ||= { calls: {} }).next = Date.now() + pause));
  // Where nothing can be kept nobody knows when the last one was.
  if (!plan(CLAIM)) return;
  const requests = reportOf(target, settings, calls).filter(Boolean);
  if (!requests.length) return;
  const arrived = () => {
    onTheirWay.delete(arrived);
    // Who switched it off meanwhile wants nothing kept.
    if (!isOn()) return;
    change(({ targets }) => subtract((targets[key] ||= { calls: {} }).calls, calls));
    plan(interval);
  };
  const text = JSON.stringify({ requests: requests.map((request) => "?" + request), send_image: 0 });
  const body = new Blob([text], { type: FORM });
  onTheirWay.add(arrived);
  const signal = AbortSignal.timeout?.(PATIENCE);
  await learn(target.trackerUrl, "omit");
  const { status, retryAfter } = isOn() ? await post(target.trackerUrl, body, "omit", signal) : { status: -1 };
  if (!onTheirWay.has(arrived)) return;
  if (status >= 0 && status < 400) return void arrived();
  onTheirWay.delete(arrived);
  if (!isOn()) return;
  const pause = Math.max(PAUSE, +retryAfter * 1000 || 0);
  plan(pause);
  return pause;
}

/** The page goes. */
export function handOver() {
  for (const arrived of onTheirWay) arrived();
}
