import { spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { Builder, Button, Capabilities, Key, Origin } from 'selenium-webdriver';
import { findBinary } from './binaries.js';
import { createPage } from './page.js';
import { openDisplay } from './display.js';
import { bounded, pollUntil } from './wait.js';

const START_MS = 20_000;
const LOAD_MS = 60_000;
const KEYS = { Enter: Key.ENTER, Tab: Key.TAB, Space: Key.SPACE, Control: Key.CONTROL, Shift: Key.SHIFT };
const BUTTONS = { left: Button.LEFT, middle: Button.MIDDLE, right: Button.RIGHT };
// Debian keeps MiniBrowser beside the library, out of PATH.
const MINI_BROWSER_PLACES = ['4.1', '6.0', '4.0'].flatMap((api) => [
  `/usr/lib/${process.arch === 'arm64' ? 'aarch64' : 'x86_64'}-linux-gnu/webkit2gtk-${api}`,
  `/usr/libexec/webkit2gtk-${api}`,
]);

/** @returns {Promise<object>} the engine, see engines.js */
export async function launchWebKit() {
  const driverPath = findBinary(['WebKitWebDriver'], 'webkit2gtk-driver');
  const browserPath = findBinary(['MiniBrowser'], 'webkit2gtk-driver', MINI_BROWSER_PLACES);
  const display = await openDisplay();

  async function openPage() {
    // A driver process holds one session at most, so each page gets its own.
    const service = await startDriver(driverPath, display.name);
    try {
      const session = await bounded(openSession(service.url, browserPath), START_MS, 'a WebKit session');
      return createPage(createDriver(session, service));
    } catch (error) {
      service.stop();
      throw error;
    }
  }

  return {
    name: 'webkit',
    // WebKitWebDriver 2.50 presses the asked button but releases the left one.
    allButtons: false,
    // Now and then a session never starts, and another driver's does.
    newPage: () => openPage().catch(openPage),
    close: async () => display.close(),
  };
}

async function startDriver(path, displayName) {
  const port = await freePort();
  const child = spawn(path, [`--port=${port}`], { env: { ...process.env, DISPLAY: displayName }, stdio: 'ignore' });
  const stop = () => child.kill();
  process.once('exit', stop);
  const url = `http://127.0.0.1:${port}`;
  const answers = () => fetch(`${url}/status`).then((response) => response.ok, () => false);
  if (!await pollUntil(answers, START_MS)) {
    stop();
    throw new Error(`WebKitWebDriver did not answer within ${START_MS} ms`);
  }
  return {
    url,
    stop() {
      process.removeListener('exit', stop);
      stop();
    },
  };
}

async function openSession(url, browserPath) {
  const capabilities = new Capabilities({
    browserName: 'MiniBrowser',
    acceptInsecureCerts: true,
    'webkitgtk:browserOptions': { binary: browserPath, args: ['--automation'] },
    timeouts: { pageLoad: LOAD_MS, script: LOAD_MS },
  });
  return new Builder().usingServer(url).withCapabilities(capabilities).build();
}

function createDriver(session, service) {
  return {
    goto: (url) => session.get(url),
    async evaluate(expression) {
      const answer = await session.executeAsyncScript(`
        var done = arguments[0];
        ${expression}.then(
          function (value) { done({ value: value }); },
          function (error) { done({ failure: String(error) }); });`);
      if (answer.failure) throw new Error(answer.failure);
      return answer.value ?? undefined;
    },
    async pointer({ x, y, button, modifiers, times }) {
      const actions = session.actions({ async: true });
      for (const key of modifiers) actions.keyDown(KEYS[key]);
      actions.move({ x, y, origin: Origin.VIEWPORT, duration: 0 });
      for (let i = 0; i < times; i += 1) actions.press(BUTTONS[button]).release(BUTTONS[button]);
      for (const key of modifiers) actions.keyUp(KEYS[key]);
      await actions.perform();
    },
    press: (key) => session.actions({ async: true }).keyDown(KEYS[key]).keyUp(KEYS[key]).perform(),
    async close() {
      await bounded(session.quit(), START_MS, 'closing WebKit').finally(service.stop);
    },
  };
}

function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}
