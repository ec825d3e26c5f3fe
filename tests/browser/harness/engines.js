import { launchChromium, launchFirefox } from './puppeteer-engine.js';
import { launchWebKit } from './webkit-engine.js';

const LAUNCHERS = { chromium: launchChromium, firefox: launchFirefox, webkit: launchWebKit };

/** Every engine a suite can run on. */
export const ENGINE_NAMES = Object.keys(LAUNCHERS);

/**
 * Starts a browser engine.
 *
 * @param {'chromium' | 'firefox' | 'webkit'} name
 * @returns {Promise<{ name: string, allButtons: boolean, newPage: () => Promise<object>, close: () => Promise<void> }>}
 *   `newPage()` answers a page (page.js) with a cookie jar of its own; `allButtons`: the driver can press the middle
 *   and the right button
 * @throws {Error} naming the Debian package when the browser is missing, or the known names for an unknown one
 */
export async function launchEngine(name) {
  const launch = LAUNCHERS[name];
  if (!launch) throw new Error(`unknown engine "${name}"; known are ${ENGINE_NAMES.join(', ')}`);
  return launch();
}
