import { setTimeout as sleep } from 'node:timers/promises';

const POLL_MS = 20;

/**
 * Asks `probe` again and again until it answers something truthy.
 *
 * @template T
 * @param {() => T | Promise<T>} probe
 * @param {number} withinMs upper bound of the wait
 * @returns {Promise<T | undefined>} the truthy answer, or undefined when the time was up
 */
export async function pollUntil(probe, withinMs) {
  const deadline = performance.now() + withinMs;
  for (;;) {
    const answer = await probe();
    if (answer) return answer;
    if (performance.now() > deadline) return undefined;
    await sleep(POLL_MS);
  }
}

/**
 * Rejects with `what` when `promise` takes longer than `withinMs`, so that no browser or driver can hang a run.
 *
 * @template T
 * @param {Promise<T>} promise
 * @param {number} withinMs
 * @param {string} what names the thing that hung
 * @returns {Promise<T>}
 */
export async function bounded(promise, withinMs, what) {
  let timer;
  const alarm = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error(`${what} took longer than ${withinMs} ms`)), withinMs);
  });
  try {
    return await Promise.race([promise, alarm]);
  } finally {
    clearTimeout(timer);
  }
}
