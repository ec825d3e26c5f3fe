import { GAP, pushCalls } from './events.js';
import { stubBeacon, stubCookieJar } from './stubs.js';

const SITE_ID = '9009';
const WARM_UP = 200;
const BATCH = 100;
const PATIENCE = 10000;

/** What the bench page calls in this frame. A frame is used for one sample only. */
window.stage = { start, events };

/**
 * The cost of starting a tracker.
 *
 * @param {string} source the tracker's script
 * @returns {Promise<number>} ms the page is blocked until the script has run and the queue is empty
 * @throws {Error} when no request came: then the number says nothing
 */
async function start(source) {
  prepare({ realCookies: false });
  // Browsers keep what they compiled for the next script with the same text; a visitor's browser has nothing yet.
  const spent = include(`${source}\n// ${Math.random()}\n`);
  await firstRequest();
  return spent;
}

/**
 * The cost of one event.
 *
 * @param {string} source the tracker's script
 * @param {{ count: number, realCookies: boolean }} options
 * @returns {Promise<number>} µs per `_paq.push(['trackEvent', …])`
 * @throws {Error} when requests are missing: then the number says nothing
 */
async function events(source, { count, realCookies }) {
  prepare({ realCookies });
  include(source);
  await firstRequest();
  await pause(GAP);
  pushCalls(WARM_UP);
  const before = window.benchSent();
  let spent = 0;
  for (let done = 0; done < count; done += BATCH) {
    spent += pushCalls(BATCH);
    await pause(0);
  }
  const sent = window.benchSent() - before;
  window._paq.push(['deleteCookies']);
  if (sent !== count) throw new Error(`it sent ${sent} requests for ${count} events`);
  return (spent / count) * 1000;
}

function prepare({ realCookies }) {
  stubBeacon();
  if (!realCookies) stubCookieJar();
  window._paq = [['trackPageView'], ['enableLinkTracking'], ['setTrackerUrl', '/bench/nowhere'], ['setSiteId', SITE_ID]];
}

/** An inline script runs before `append` returns. */
function include(source) {
  const script = document.createElement('script');
  script.textContent = source;
  const began = performance.now();
  document.head.append(script);
  return performance.now() - began;
}

async function firstRequest() {
  const deadline = performance.now() + PATIENCE;
  while (!window.benchSent()) {
    if (performance.now() > deadline) throw new Error('it sent no request');
    await pause(5);
  }
}

function pause(ms) {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
