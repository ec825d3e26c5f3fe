import { summarise } from './page/statistics.js';
import { ROWS } from './rows.js';

/**
 * @typedef {object} Result
 * @property {(typeof ROWS)[number]} row
 * @property {Record<string, { median: number, low: number, high: number, samples: number[] }>} scripts by name; those
 *   that were measured
 * @property {null | { median: number, low: number, high: number }} ratio paqet to matomo.js, of their medians; `low` and `high`: the
 *   middle half of the rounds, each with both. Null when there is none
 */

/**
 * The rows that were measured, with medians.
 *
 * @param {Record<string, Record<string, number[]>>} samples by row, then by script
 * @returns {Result[]}
 */
export function resultsOf(samples) {
  return ROWS.filter(({ id }) => samples[id]).map((row) => {
    const { empty, ...trackers } = samples[row.id];
    const base = row.aboveEmpty ? summarise(empty).median : 0;
    const scripts = Object.fromEntries(
      Object.entries(trackers).map(([name, values]) => {
        const above = values.map((value) => value - base);
        return [name, { ...summarise(above), samples: above }];
      }),
    );
    return { row, scripts, ratio: ratioOf(scripts) };
  });
}

/** A ratio to nothing, or to what noise pushed below the empty page, says nothing. */
function ratioOf({ paqet, matomo }) {
  if (!matomo || matomo.median <= 0 || paqet.median < 0) return null;
  const rounds = paqet.samples.map((sample, round) => sample / matomo.samples[round]).filter(Number.isFinite);
  return { ...summarise(rounds), median: paqet.median / matomo.median };
}
