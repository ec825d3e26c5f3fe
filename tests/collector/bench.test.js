import assert from 'node:assert/strict';
import { test } from 'node:test';
import { PLOTS, plot } from '../../www/bench/plots.js';
import { resultsOf } from '../../www/bench/results.js';
import { cellsOf, markdownOf, textOf } from '../../www/bench/table.js';

const TRACKERS = [{ name: 'paqet', label: 'paqet' }, { name: 'nowasm', label: 'no wasm' }, { name: 'matomo', label: 'matomo.js' }];
const SAMPLES = {
  brotli: { paqet: [50], nowasm: [60], matomo: [100] },
  mainThread: { paqet: [14, 10, 12], nowasm: [20, 20, 20], matomo: [8, 8, 9], empty: [2, 2, 2] },
  scan10: { paqet: [1], matomo: [2] },
  scan1000: { paqet: [10], matomo: [200] },
  memory0: { paqet: [300], matomo: [400], empty: [100] },
  memory1000: { paqet: [310], matomo: [500], empty: [100] },
  listeners: { paqet: [0], matomo: [0] },
};

test('the table compares medians with matomo.js, and shows other forms beside it', () => {
  const cells = cellsOf(resultsOf(SAMPLES), TRACKERS);
  assert.deepEqual(cells[0], ['', '', 'matomo.js', 'paqet', 'ratio', 'must', 'aim', 'no wasm']);
  assert.deepEqual(cells[1], ['Script, brotli 11', 'B', '100', '50', '0.50', '< 1', '≤ 0.90', '60']);
  // What an empty page takes is taken off; in brackets the middle half.
  assert.deepEqual(cells[2].slice(2, 5), ['6.0 (6.0 to 6.5)', '10.0 (9.0 to 11.0)', '1.67 (1.38 to 1.71)']);
  assert.deepEqual(cells.at(-1).slice(2, 5), ['0', '0', '–'], 'nothing to nothing is no ratio');
  assert.equal(textOf(cells).split('\n').length, cells.length);
  assert.match(markdownOf(cells), /^\| {2}\| {2}\| matomo\.js \| paqet \|[^\n]*\n\| --- \| --- \| --: \|/);
  assert.deepEqual(cellsOf(resultsOf({ brotli: { paqet: [50] } }), [TRACKERS[0]]), [['', '', 'paqet'], ['Script, brotli 11', 'B', '50']]);
});

test('each plot is an image that says what it shows', async () => {
  const results = resultsOf(SAMPLES);
  const svg = Object.fromEntries(await Promise.all(Object.entries(PLOTS).map(async ([name, { spec }]) => [name, await plot(spec(results))])));
  const says = { ratios: ['Script, brotli 11, B', '0.50'], scale: ['paqet', 'matomo.js', 'blocks', '1,000'], memory: ['matomo.js', 'events', 'KiB'] };
  for (const [name, texts] of Object.entries(says)) {
    assert.ok(svg[name].startsWith('<svg '), name);
    for (const text of texts) assert.ok(svg[name].includes(`>${text}</text>`), `${name} without ${text}`);
  }
});
