import { readFile } from 'node:fs/promises';
import puppeteer from 'puppeteer-core';
import { findBinary } from '../browser/harness/binaries.js';
import { openEndpoint } from '../browser/harness/endpoint.js';
import { queue, trackerTag } from '../browser/harness/snippet.js';
import { openSite } from '../browser/harness/site.js';

/** `npm run soak:cost`: what the offline queue costs in Chromium, per request: time of the page, and what is written. */
const CALLS = 500;
const ROUNDS = 9;

const endpoint = await openEndpoint();
const site = await openSite();
site.file('/paqet.offline.js', await readFile(new URL('../../pkg/paqet.offline.js', import.meta.url)));
const browser = await puppeteer.launch({ browser: 'chrome', executablePath: findBinary(['chromium'], 'chromium'), headless: true, args: ['--no-sandbox', '--disable-gpu'] });
const page = await browser.newPage();

async function open(...commands) {
  await page.goto(site.page('/cost', `${queue(`['setTrackerUrl', '${endpoint.url}']`, "['setCountPreRendered', true]", ...commands)}${trackerTag}`));
  await page.evaluate(() => new Promise((resume) => { setTimeout(resume, 1500); }));
}

/** Runs in the page: the best of some rounds, in µs per call; other rounds shared the machine. */
async function time(calls, rounds) {
  const tracker = Matomo.getAsyncTracker();
  // The first request makes those of the next 800 ms wait.
  tracker.trackEvent('cost', 'first');
  await new Promise((resume) => { setTimeout(resume, 1000); });
  const times = [];
  for (let round = 0; round < rounds; round += 1) {
    const begun = performance.now();
    for (let call = 0; call < calls; call += 1) tracker.trackEvent('cost', String(call));
    times.push(((performance.now() - begun) / calls) * 1000);
    await new Promise((resume) => { setTimeout(resume, 1500); });
  }
  return Math.round(Math.min(...times));
}

/** Runs in the page: bytes of the records that are kept, as JSON, per request. */
function written() {
  return new Promise((resolve) => {
    indexedDB.open('paqet').onsuccess = ({ target: { result } }) => {
      result.transaction('requests').objectStore('requests').getAll().onsuccess = ({ target: { result: records } }) => resolve(Math.round(JSON.stringify(records).length / records.length));
    };
  });
}

await open();
const without = await page.evaluate(time, CALLS, ROUNDS);
await open("['enableOfflineQueue']");
const withQueue = await page.evaluate(time, CALLS, ROUNDS);
await endpoint.stop();
const whileDown = await page.evaluate(time, CALLS / 5, ROUNDS);
console.log(`µs per request: ${without} without the queue, ${withQueue} with it, ${whileDown} while the server is down; ${await page.evaluate(written)} B kept per request`);
await browser.close();
await site.close();
await endpoint.close();
