// Each function runs in the page, before the page's own scripts, and stands alone: its source is sent there.

/**
 * Notes when the first request has been handed to the browser: the promise `benchFirst` is then resolved with the
 * time since the navigation began, in ms, and the trace has a stamp. A script that sends nothing calls
 * `benchHandedOver()` instead.
 */
export function watchFirstRequest() {
  let noted = false;
  window.benchFirst = new Promise((resolve) => {
    window.benchHandedOver = () => {
      if (noted) return;
      noted = true;
      console.timeStamp('bench: first request');
      resolve(performance.now());
    };
  });
  const watch = (owner, name) => {
    const original = owner[name];
    owner[name] = function (...args) {
      const result = original.apply(this, args);
      window.benchHandedOver();
      return result;
    };
  };
  watch(navigator, 'sendBeacon');
  watch(window, 'fetch');
  watch(XMLHttpRequest.prototype, 'send');
}

/** Makes `benchWasmBytes()` answer how large the memories of the page's WebAssembly instances are. */
export function watchWasm() {
  const memories = [];
  const { Instance } = WebAssembly;
  WebAssembly.Instance = class extends Instance {
    constructor(...args) {
      super(...args);
      memories.push(...Object.values(this.exports).filter((value) => value instanceof WebAssembly.Memory));
    }
  };
  window.benchWasmBytes = () => memories.reduce((sum, memory) => sum + memory.buffer.byteLength, 0);
}

/**
 * Times what happens when the page is left: the first listener of each event notes the time. `benchLeave(visit)`,
 * called when all other listeners are there, adds the last ones, which report the difference, and leaves.
 */
export function watchLeaving() {
  const EVENTS = ['beforeunload', 'pagehide', 'visibilitychange', 'unload'];
  const began = {};
  const note = ({ type }) => (began[type] = performance.now());
  const beacon = navigator.sendBeacon.bind(navigator);
  for (const type of EVENTS) addEventListener(type, note, true);
  window.benchLeave = (visit) => {
    for (const type of EVENTS) {
      addEventListener(type, () => beacon(`/left/${visit}/${type}/${performance.now() - began[type]}`));
    }
    const now = Date.now();
    location.href = `/next/${visit}`;
    return now;
  };
}

/**
 * Times a click: `benchInteraction()` answers for how many ms listeners of the page ran for the click and what belongs to it, and
 * how long it took until the next frame (INP, which browsers tell in steps of 8 ms; 8 stands for anything below 16).
 */
export function watchInteraction() {
  const EVENTS = ['pointerdown', 'mousedown', 'pointerup', 'mouseup', 'click'];
  const began = {};
  let handlers = 0;
  let paint = 8;
  for (const type of EVENTS) addEventListener(type, () => (began[type] = performance.now()), true);
  new PerformanceObserver((list) => {
    for (const { interactionId, duration } of list.getEntries()) if (interactionId) paint = Math.max(paint, duration);
  }).observe({ type: 'event', durationThreshold: 16, buffered: true });
  // Behind all others.
  addEventListener('load', () => {
    for (const type of EVENTS) addEventListener(type, () => (handlers += performance.now() - began[type]));
    addEventListener('click', (event) => event.preventDefault());
  });
  window.benchInteraction = () => new Promise((resolve) => setTimeout(() => resolve({ handlers, paint }), 500));
}
