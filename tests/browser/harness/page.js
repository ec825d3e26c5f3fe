import { pollUntil } from './wait.js';

const WAIT_MS = 6000;

/**
 * The page interface the suites use, the same for every engine, over what an engine's driver can do.
 *
 * - `goto(url)` loads and waits for the `load` event.
 * - `evaluate(fnOrExpression, ...args)` runs in the page and answers its (awaited) result as JSON carries it, so that
 *   `undefined` inside objects means the same in every engine. Throws what the page's code threw.
 * - `click(selector, { button, modifiers, times })` moves the real pointer to the middle of the element and
 *   clicks; ` >>> ` in a selector enters a shadow root; an `<area>` is hit inside its image. `button` other than
 *   left only where the engine has `allButtons`.
 * - `press(key)` presses Enter, Tab or Space; `focus(selector)` focuses first.
 * - `waitFor(fn, ...args)` polls until `fn` answers something truthy , else throws.
 * - `cookies()` answers `{ name: decodedValue }` as the page's script sees them; empty object when none.
 * - `consoleMessages()` answers `[{ type, text }]` of this page's visits so far, oldest first. Types:
 *   error, warn, info, log, exception (uncaught), rejection, unloadable, csp. `complaints()` answers the texts of
 *   all but info and log.
 * - `close()` ends the page with its cookies.
 * - In Chromium and Firefox `tab()` answers another page with the same cookies and storage; in Chromium `freeze()`
 *   lets it do nothing any more, and `crash()` ends its process.
 *
 * @param {object} driver `{ goto, evaluate, pointer, press, close }` of one engine; its `evaluate` takes an expression
 *   that is a promise of a string or undefined
 */
export function createPage(driver) {
  const kept = [];

  async function evaluate(fn, ...args) {
    const call = typeof fn === 'function' ? `(${fn})(...${JSON.stringify(args)})` : `(${fn})`;
    const json = await driver.evaluate(`(async () => (${toJson})(await ${call}))()`);
    return json === undefined ? undefined : JSON.parse(json);
  }

  async function consoleMessages() {
    const text = await evaluate(takeConsole).catch(() => '');
    kept.push(...parseConsole(text));
    return [...kept];
  }

  return {
    async goto(url) {
      await consoleMessages();
      await driver.goto(url);
    },
    evaluate,
    async click(selector, { button = 'left', modifiers = [], times = 1 } = {}) {
      const { x, y } = await evaluate(pointIn, selector);
      await driver.pointer({ x, y, button, modifiers, times });
    },
    focus: (selector) => evaluate((s) => document.querySelector(s).focus(), selector),
    press: driver.press,
    async waitFor(fn, ...args) {
      let failure;
      const answer = await pollUntil(
        () => evaluate(fn, ...args).catch((error) => { failure = error; }),
        WAIT_MS,
      );
      if (!answer) {
        throw new Error(`the page never answered truthy within ${WAIT_MS} ms: ${fn}`, { cause: failure });
      }
      return answer;
    },
    async cookies() {
      const jar = await evaluate(() => document.cookie);
      const pairs = jar.split('; ').filter(Boolean).map((pair) => pair.split(/=(.*)/s));
      return Object.fromEntries(pairs.map(([name, value]) => [name, decodeURIComponent(value)]));
    },
    consoleMessages,
    async complaints() {
      const messages = await consoleMessages();
      return messages.filter(({ type }) => type !== 'log' && type !== 'info').map(({ text }) => text);
    },
    close: driver.close,
  };
}

function parseConsole(text) {
  return text.split('\u001e').filter(Boolean).map((entry) => {
    const [type, message] = entry.split('\u001f');
    return { type, text: message };
  });
}

/**
 * Runs in the page: what JSON.stringify answers for plain data, without touching what a page under test may have
 * replaced or extended (JSON itself, `toJSON`, enumerable members of prototypes).
 */
function toJson(given) {
  function text(string) {
    let quoted = '"';
    for (let i = 0; i < string.length; i += 1) {
      const unit = string.charCodeAt(i);
      const plain = unit > 31 && unit < 127 && unit !== 34 && unit !== 92;
      quoted += plain ? string[i] : `\\u${`000${unit.toString(16)}`.slice(-4)}`;
    }
    return `${quoted}"`;
  }
  function list(value) {
    let items = '';
    for (let i = 0; i < value.length; i += 1) items += (i ? ',' : '') + (encode(value[i]) ?? 'null');
    return `[${items}]`;
  }
  function members(value) {
    let pairs = '';
    for (const name of Object.keys(value)) {
      const member = encode(value[name]);
      if (member !== undefined) pairs += `${pairs && ','}${text(name)}:${member}`;
    }
    return `{${pairs}}`;
  }
  function encode(value) {
    if (typeof value === 'string') return text(value);
    if (typeof value === 'boolean' || value === null) return String(value);
    if (typeof value === 'number') return isFinite(value) ? String(value) : 'null';
    if (typeof value !== 'object') return undefined;
    return Array.isArray(value) ? list(value) : members(value);
  }
  return encode(given);
}

/** Runs in the page: hands over what console-recorder.js wrote and forgets it. */
function takeConsole() {
  const text = sessionStorage.getItem('harness.console') || '';
  sessionStorage.removeItem('harness.console');
  return text;
}

/** Runs in the page: viewport coordinates of a clickable point of the element. */
function pointIn(selector) {
  let scope = document;
  let element = null;
  for (const part of selector.split('>>>')) {
    element = scope.querySelector(part.trim());
    if (!element) throw new Error(`no element matches ${selector}`);
    scope = element.shadowRoot || element;
  }
  if (element.nodeName === 'AREA') {
    const image = document.querySelector(`img[usemap="#${element.parentNode.name}"]`);
    image.scrollIntoView({ block: 'center' });
    const [left, top, right, bottom] = element.coords.split(',').map(Number);
    const frame = image.getBoundingClientRect();
    return { x: Math.round(frame.left + (left + right) / 2), y: Math.round(frame.top + (top + bottom) / 2) };
  }
  element.scrollIntoView({ block: 'center' });
  const box = element.getClientRects()[0] || element.getBoundingClientRect();
  return { x: Math.round(box.left + box.width / 2), y: Math.round(box.top + box.height / 2) };
}
