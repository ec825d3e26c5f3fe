import puppeteer from 'puppeteer-core';
import { findBinary } from './binaries.js';
import { createPage } from './page.js';
import { bounded } from './wait.js';

const LAUNCH_MS = 30_000;
const LOAD_MS = 60_000;

const CHROMIUM_FLAGS = [
  '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
  '--disable-component-update', '--disable-sync', '--disable-extensions',
  // A page of a test costs a sixth less so: no process kept ready for the next site, and none for a graphics card.
  '--disable-features=SpareRendererForSitePerProcess', '--in-process-gpu',
  // Sites named *.test are plain http and no secure context, unlike localhost: no client hints there.
  '--host-resolver-rules=MAP *.test 127.0.0.1',
];

/** @returns {Promise<object>} the engine, see engines.js */
export async function launchChromium() {
  const executablePath = findBinary(['chromium', 'chromium-browser'], 'chromium');
  const browser = await puppeteer.launch({
    browser: 'chrome', executablePath, headless: true, acceptInsecureCerts: true, args: CHROMIUM_FLAGS, timeout: LAUNCH_MS,
  });
  return createEngine('chromium', browser);
}

/** @returns {Promise<object>} the engine, see engines.js */
export async function launchFirefox() {
  const executablePath = findBinary(['firefox-esr', 'firefox'], 'firefox-esr');
  const browser = await puppeteer.launch({
    browser: 'firefox', protocol: 'webDriverBiDi', executablePath, headless: true, acceptInsecureCerts: true, timeout: LAUNCH_MS,
  });
  return createEngine('firefox', browser);
}

function createEngine(name, browser) {
  return {
    name,
    allButtons: true,
    async newPage() {
      const context = await bounded(browser.createBrowserContext(), LAUNCH_MS, `a new ${name} context`);
      // A tab behind another one is hidden, and a hidden page is counted only when it is seen.
      const page = await bounded(context.newPage({ type: 'window' }), LAUNCH_MS, `a new ${name} page`);
      return createTab(name, context, page);
    },
    close: () => bounded(browser.close(), LAUNCH_MS, `closing ${name}`),
  };
}

function createTab(name, context, page) {
  return {
    ...createPage(createDriver(name, context, page)),
    tab: async () => createTab(name, context, await bounded(context.newPage({ type: 'window' }), LAUNCH_MS, `a new ${name} tab`)),
    // As a tab long in the background, whose process may be taken away without a word to the page.
    freeze: async () => (await page.createCDPSession()).send('Page.setWebLifecycleState', { state: 'frozen' }),
    // Chromium's own address for it; it never loads.
    crash: () => page.goto('chrome://crash', { timeout: 2000 }).catch(() => {}),
  };
}

function createDriver(name, context, page) {
  return {
    goto: (url) => page.goto(url, { waitUntil: 'load', timeout: LOAD_MS }),
    evaluate: (expression) => bounded(page.evaluate(expression), LOAD_MS, `${name} evaluating`),
    async pointer({ x, y, button, modifiers, times }) {
      for (const key of modifiers) await page.keyboard.down(key);
      await page.mouse.click(x, y, { button, count: times });
      for (const key of modifiers) await page.keyboard.up(key);
    },
    // Over BiDi the space bar has no name.
    press: (key) => page.keyboard.press(key === 'Space' ? ' ' : key),
    close: () => bounded(context.close(), LAUNCH_MS, `closing a ${name} page`),
  };
}
