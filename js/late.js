import { attempt } from "./report.js";
import { during, moment } from "./moment.js";

/**
 * Takes `_paq` over for a tracker that can start only later, so that it makes no difference to the page (`loading.md` §4):
 * what was queued before is the queue that the start executes, and what is pushed from now on is executed behind it in
 * order, each as if at the time and on the URL of its push. Clicks meanwhile, and all of it if the page is left first, are lost.
 * @param {{ get(): unknown, set(value: object): void }} queue The global `_paq`.
 * @param {(exports: object) => void} ready Starts the tracker.
 * @returns {((exports: object) => void) | undefined} Is to be called instead of `ready`, later; undefined when another
 *   inclusion of the script waits already.
 */
export function startLater(queue, ready) {
  const entries = queue.get();
  if (entries.isWaiting) return;
  const begun = moment();
  const waiting = [];
  const interim = {
    isWaiting: true,
    push(...pushed) {
      const now = queue.get();
      if (now === interim) waiting.push([moment(), pushed]);
      // The page may have kept this object.
      else now.push(...pushed);
    },
  };
  queue.set(interim);
  return (exports) => {
    queue.set(entries);
    during(begun, () => ready(exports));
    for (const [then, pushed] of waiting) for (const entry of pushed) during(then, () => attempt("_paq.push", () => queue.get().push(entry)));
  };
}
