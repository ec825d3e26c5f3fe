import { test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { registerWith } from './suite.js';

/**
 * Runs the suites that the command line names in one process, so that they share their browsers: starting three browsers
 * for each file took longer than many a file. `SUITES_AT_ONCE` of them run side by side, because most of a browser test is
 * waiting; the tests of one suite run one after the other, as with `node --test`.
 */
const SUITES_AT_ONCE = Number(process.env.SUITES_AT_ONCE ?? 2);

const suites = [];
for (const file of process.argv.slice(2)) {
  const cases = [];
  registerWith((...given) => cases.push(given));
  await import(pathToFileURL(file));
  suites.push({ file, cases });
}

test('browser', { concurrency: SUITES_AT_ONCE }, async (t) => {
  await Promise.all(suites.map(({ file, cases }) => t.test(file, async (suite) => {
    for (const given of cases) await suite.test(...given);
  })));
});
