/**
 * The middle of some samples and their spread.
 *
 * @param {number[]} samples in any order and any unit
 * @returns {{ median: number, low: number, high: number } | null} `low` and `high`: first and third quartile,
 *   interpolated; null for no samples
 */
export function summarise(samples) {
  if (!samples.length) return null;
  const sorted = [...samples].sort((one, other) => one - other);
  return { median: quantile(sorted, 0.5), low: quantile(sorted, 0.25), high: quantile(sorted, 0.75) };
}

function quantile(sorted, share) {
  const place = (sorted.length - 1) * share;
  const below = Math.floor(place);
  const above = Math.ceil(place);
  return sorted[below] + (sorted[above] - sorted[below]) * (place - below);
}

/**
 * The order in which things are measured in one round: each round begins with another one, so that none is always
 * the first after a pause or the one that runs while the machine is busy.
 *
 * @template T
 * @param {T[]} things
 * @param {number} round from 0
 * @returns {T[]}
 */
export function rotate(things, round) {
  const start = round % things.length;
  return [...things.slice(start), ...things.slice(0, start)];
}
