import { readFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import puppeteer from 'puppeteer-core';
import { findBinary } from '../browser/harness/binaries.js';
import { openEndpoint } from '../browser/harness/endpoint.js';
import { queue, trackerTag } from '../browser/harness/snippet.js';
import { openSite } from '../browser/harness/site.js';
import { dice, faults } from './faults.js';

/**
 * `npm run soak`: three tabs of Chromium track for 20 minutes while server, network and tabs fail at random, then an
 * account of what arrived. MINUTES and HITS make it shorter, SEED repeats its faults. Exits with 1 when a request is lost that no
 * leaving page had in flight, when one arrives twice whose answer was not lost, when fewer were tracked than wanted, or when the
 * memory of the tab that stays has grown by more than a third and 1 MiB.
 */
const MINUTES = Number(process.env.MINUTES) || 20;
const HITS = Number(process.env.HITS) || 1000 * MINUTES + 500;
const SEED = Number(process.env.SEED) || Math.floor(Math.random() * 2 ** 31);
const TABS = 3;
const TICK_MS = 150;
const LAST_WAIT_MS = 300_000;

const roll = dice(SEED);
const endpoint = await openEndpoint();
const site = await openSite();
site.file('/paqet.offline.js', await readFile(new URL('../../pkg/paqet.offline.js', import.meta.url)));
const url = site.page('/soak', `${queue(`['setTrackerUrl', '${endpoint.url}']`, "['enableOfflineQueue']", "['setCountPreRendered', true]")}${trackerTag}<script>
  function track(names) { for (const name of names) Matomo.getAsyncTracker().trackEvent('soak', name); }
</script>`);
const browser = await puppeteer.launch({
  browser: 'chrome', executablePath: findBinary(['chromium'], 'chromium'), headless: true,
  args: ['--no-sandbox', '--disable-gpu', '--enable-precise-memory-info', '--js-flags=--expose-gc', '--disable-background-timer-throttling'],
});

/** Names of requests by what can be said of them. */
const sent = new Set();
const atRisk = new Set();
const heaps = [];
/** What the tracker told the developer, once each. */
const said = new Set();
let number = 0;

async function openTab() {
  const page = await browser.newPage();
  page.on('console', (message) => { if (message.text().startsWith('paqet:')) said.add(message.text()); });
  await page.goto(url);
  return { page, latest: [] };
}

const tabs = [];
for (let tab = 0; tab < TABS; tab += 1) tabs.push(await openTab());

/** Events in one tab. What it was told in its last moments may be in flight when it goes. */
async function track(tab, count) {
  const names = Array.from({ length: count }, () => `${number += 1}`);
  await tab.page.evaluate((list) => track(list), names);
  for (const name of names) sent.add(name);
  tab.latest.push({ at: performance.now(), names });
  while (tab.latest.length && tab.latest[0].at < performance.now() - 15_000) tab.latest.shift();
}

/** A tab goes in one way or the other; the first one stays, so that its memory can be watched. */
async function replace() {
  const at = 1 + Math.floor(roll() * (TABS - 1));
  const { page, latest } = tabs[at];
  for (const { names } of latest) for (const name of names) atRisk.add(name);
  const way = ['reload', 'close', 'crash'][Math.floor(roll() * 3)];
  if (way === 'reload') {
    await page.goto(url);
    tabs[at] = { page, latest: [] };
    return way;
  }
  if (way === 'crash') await page.goto('chrome://crash', { timeout: 2000 }).catch(() => {});
  await page.close().catch(() => {});
  tabs[at] = await openTab();
  return way;
}

const heap = (page) => page.evaluate(() => { gc(); return performance.memory.usedJSHeapSize; });

console.log(`seed ${SEED}, ${MINUTES} min, ${HITS} requests`);
const begun = performance.now();
const elapsed = () => (performance.now() - begun) / (MINUTES * 60_000);
const trouble = faults(endpoint, roll);
let nextReplace = 20_000;
let nextHeap = 30_000;
while (elapsed() < 1) {
  const tab = tabs[Math.floor(roll() * TABS)];
  const due = Math.ceil(HITS * elapsed()) - number;
  if (due > 0) await track(tab, Math.min(due, 30));
  await trouble.tick();
  const now = performance.now() - begun;
  if (now > nextReplace) {
    trouble.count(await replace());
    nextReplace = now + 10_000 + roll() * 20_000;
  }
  if (now > nextHeap) {
    heaps.push(await heap(tabs[0].page));
    console.log(`${Math.round(now / 1000)} s: ${number} tracked, ${endpoint.tries()} tries, heap ${heaps.at(-1)} B`);
    nextHeap = now + 60_000;
  }
  await sleep(TICK_MS);
}

await trouble.end();
for (const { page } of tabs) await page.evaluate(() => { window.dispatchEvent(new Event('online')); });
const arrivals = new Map();
function account() {
  arrivals.clear();
  for (const { parameters } of endpoint.hits()) arrivals.set(parameters.e_a, (arrivals.get(parameters.e_a) ?? 0) + 1);
  return [...sent].filter((name) => !arrivals.has(name));
}
let lost = account();
for (const end = performance.now() + LAST_WAIT_MS; lost.some((name) => !atRisk.has(name)) && performance.now() < end; lost = account()) await sleep(5000);
await sleep(5000);
lost = account();
const twice = [...arrivals.values()].reduce((sum, count) => sum + count - 1, 0);
const [first] = heaps;
console.log(JSON.stringify({
  seed: SEED, minutes: MINUTES, tracked: sent.size, arrived: arrivals.size, twice, answersLost: endpoint.unanswered(),
  lost: lost.length, lostInFlightOfALeavingPage: lost.filter((name) => atRisk.has(name)).length,
  preflights: endpoint.preflights(), faults: trouble.counts(), said: [...said], heapFirst: first, heapLast: heaps.at(-1), heapMost: Math.max(...heaps),
}, null, 2));
if (lost.length) console.log(`lost: ${lost.join(' ')}`);
await browser.close();
await site.close();
await endpoint.close();
const hasGrown = heaps.at(-1) > first * 4 / 3 + 2 ** 20;
process.exitCode = lost.some((name) => !atRisk.has(name)) || twice > endpoint.unanswered() || sent.size < HITS - 500 || hasGrown ? 1 : 0;
