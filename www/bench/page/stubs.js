// Each function stands alone: the command sends its source into pages, the bench page imports it.

/**
 * Takes every request and sends none, so that only the tracker's own work is measured. `benchSent()` then answers
 * how many were handed over.
 */
export function stubBeacon() {
  let sent = 0;
  window.benchSent = () => sent;
  navigator.sendBeacon = () => {
    sent += 1;
    return true;
  };
}

/** Keeps cookies in memory: real ones cost a call into another process each, and hide what the tracker costs. */
export function stubCookieJar() {
  const jar = new Map();
  Object.defineProperty(document, 'cookie', {
    get: () => [...jar].map((pair) => pair.join('=')).join('; '),
    set(text) {
      const [pair, ...attributes] = text.split(';');
      const name = pair.slice(0, pair.indexOf('=')).trim();
      const expires = attributes.find((attribute) => /^\s*expires=/i.test(attribute));
      if (expires && Date.parse(expires.split('=')[1]) < Date.now()) jar.delete(name);
      else jar.set(name, pair.slice(pair.indexOf('=') + 1));
    },
  });
}

/**
 * Holds every timer of 100 ms and more until `benchRunTimers()`, so that a thousand requests that wait for their
 * turn can be looked at, and then be sent without waiting a minute.
 */
export function stubTimers() {
  const SHORT = 100;
  const { setTimeout: set, clearTimeout: clear } = window;
  const held = new Map();
  let last = 1e9;
  window.setTimeout = (handler, delay = 0, ...args) => {
    if (delay < SHORT) return set(handler, delay, ...args);
    held.set((last += 1), () => handler(...args));
    return last;
  };
  window.clearTimeout = (id) => held.delete(id) || clear(id);
  window.benchRunTimers = () => {
    for (const [id, run] of held) {
      held.delete(id);
      run();
    }
  };
}
