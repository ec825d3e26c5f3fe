import puppeteer from 'puppeteer-core';
import { pathOf } from '../../js/build/setup.js';
import { GAP } from './page/events.js';
import { watchFirstRequest } from './probes.js';

const PATIENCE = 30000;

/** How many times slower the processor is where it is slow. */
export const THROTTLED = 4;

const ARGUMENTS = [
  '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
  '--disable-component-update', '--disable-sync', '--disable-extensions', '--disable-background-timer-throttling',
];

/**
 * Chromium without a window and with a profile of its own.
 *
 * @returns {Promise<import('puppeteer-core').Browser>} to be closed by the caller
 */
export function startBrowser() {
  return puppeteer.launch({ executablePath: pathOf('chromium'), args: ARGUMENTS, timeout: PATIENCE, protocolTimeout: 4 * PATIENCE });
}

/**
 * Where samples are taken: opens pages that know nothing of each other.
 *
 * @typedef {object} Lab
 * @property {Awaited<ReturnType<typeof import('./server.js').startBenchServer>>} server
 * @property {import('puppeteer-core').Browser} browser
 * @property {boolean} quick few samples
 * @property {number} share of the usual rounds, when not quick
 */

/**
 * Takes one sample in a page with empty cache, no cookies and no connections.
 *
 * @template T
 * @param {Lab} lab
 * @param {(() => void)[]} probes run in the page before its own scripts, in this order
 * @param {(page: import('puppeteer-core').Page, cdp: import('puppeteer-core').CDPSession) => Promise<T>} sample
 * @returns {Promise<T>}
 */
export async function inFreshPage({ browser }, probes, sample) {
  const context = await browser.createBrowserContext();
  try {
    const page = await context.newPage();
    page.setDefaultTimeout(PATIENCE);
    for (const probe of probes) await page.evaluateOnNewDocument(probe);
    return await sample(page, await page.createCDPSession());
  } finally {
    await context.close();
  }
}

/**
 * Opens the page of a script and waits until its first request is handed over; needs the probe `watchFirstRequest`.
 *
 * @param {Lab} lab
 * @param {import('puppeteer-core').Page} page
 * @param {string} script its name
 * @returns {Promise<number>} ms from the start of the navigation to the first request
 */
export async function visit({ server }, page, script) {
  await page.goto(`${server.origin}/visit/${script}`);
  return page.evaluate(async (name, patience) => {
    const tooLate = new Promise((_, reject) => {
      setTimeout(() => reject(new Error(`${name} sent no request within ${patience / 1000} s`)), patience);
    });
    return Promise.race([window.benchFirst, tooLate]);
  }, script, PATIENCE);
}

/**
 * Takes one sample in the page of a script whose first request has left, and long enough after it that the next ones need not wait.
 *
 * @template T
 * @param {Lab} lab
 * @param {string} script its name
 * @param {(() => void)[]} probes besides `watchFirstRequest`
 * @param {(page: import('puppeteer-core').Page, cdp: import('puppeteer-core').CDPSession) => Promise<T>} sample
 * @returns {Promise<T>}
 */
export function inVisitedPage(lab, script, probes, sample) {
  return inFreshPage(lab, [...probes, watchFirstRequest], async (page, cdp) => {
    await visit(lab, page, script);
    await pause(GAP);
    return sample(page, cdp);
  });
}

/** @returns {Promise<void>} resolved after so many ms */
export function pause(ms) {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
