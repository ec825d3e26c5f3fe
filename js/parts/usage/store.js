/** What `localStorage` has of the measurement; all of it is under this name. */
const KEY = "paqet.usage";

const emptyRecord = () => ({ decision: undefined, visit: 0, targets: {} });

const isCount = (value) => Number.isFinite(value) && value >= 0;

/**
 * What this browser keeps: the user's decision, the time of the last page view, and for each target when its next report is due and the
 * calls that it was not told yet.
 * @returns {{ decision?: "agreed" | "refused", visit: number, targets: Record<string, { next: number, calls: import("./calls.js").Calls }> }}
 *   Empty when there is none, or what is there was not written here.
 */
export function load() {
  const record = emptyRecord();
  try {
    const { decision, visit, targets } = JSON.parse(localStorage.getItem(KEY));
    if (decision === "agreed" || decision === "refused") record.decision = decision;
    if (isCount(visit)) record.visit = visit;
    for (const [key, { next, calls }] of Object.entries(targets)) {
      const good = Object.entries(calls).filter(([, call]) => Array.isArray(call) && call.every(isCount));
      record.targets[key] = { next: isCount(next) ? next : 0, calls: Object.fromEntries(good) };
    }
  } catch {
    // Nothing, or nothing that can be read.
  }
  return record;
}

/**
 * Changes what is kept.
 * @param {(record: object) => void} work
 * @returns {boolean} Could it be kept?
 */
export function change(work) {
  try {
    const record = load();
    work(record);
    localStorage.setItem(KEY, JSON.stringify(record));
    return true;
  } catch {
    return false;
  }
}

/** Erases what is kept, but for a refusal. */
export function erase() {
  try {
    if (load().decision === "refused") localStorage.setItem(KEY, JSON.stringify({ decision: "refused" }));
    else localStorage.removeItem(KEY);
  } catch {
    // Then there is nothing.
  }
}
