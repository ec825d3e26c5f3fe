import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { setUpBrowsers, setUpPackages } from '../../js/build/setup.js';
import { root, step } from '../../js/build/steps.js';
import { FOLDER, SAMPLES, writeReport, writeSamples } from './report.js';
import { readScripts } from './scripts.js';
import { resultsOf } from './results.js';
import { cellsOf, textOf } from './table.js';

/**
 * `npm run bench`: what paqet costs, side by side with the matomo.js that MATOMO_JS names; `--quick` takes few samples,
 * `--share 0.4` makes that share of the usual rounds, and `--report` writes what is committed. A file that is not what
 * `pkg/sizes.json` says fails, and what cannot be measured does, unless it is quick: that runs on any machine, to print.
 */
async function run() {
  const { values: { quick = false, report = false, share = '1' } } = parseArgs({ options: { quick: { type: 'boolean' }, report: { type: 'boolean' }, share: { type: 'string' } } });
  await setUpPackages();
  await setUpBrowsers();
  const scripts = await readScripts(process.env.MATOMO_JS);
  const { brotli } = JSON.parse(await readFile(join(root, 'pkg/sizes.json'), 'utf8'))['paqet.js'];
  const [{ compressed }] = scripts.trackers[0].files;
  if (compressed.length !== brotli) fail(`paqet.js has ${compressed.length} bytes with brotli, pkg/sizes.json says ${brotli}: run npm run build.`);
  const { samples, chromium } = await measure(scripts, { quick, share: Number(share) });
  const results = resultsOf(samples);
  const cells = cellsOf(results, scripts.trackers);
  console.log(`\n${textOf(cells)}\n`);
  console.log('Medians, in brackets the middle half of the samples. Memory is JavaScript heap and WebAssembly memory, above an empty page.');
  if (!process.env.MATOMO_JS) console.log('MATOMO_JS=/path/to/matomo.js npm run bench compares with the real one.');
  await writeSamples({ quick, chromium, scripts, results });
  console.log(`With all samples: ${SAMPLES}`);
  if (!report) return;
  await writeReport({ chromium, cells, results });
  console.log(`The report: ${FOLDER}`);
}

async function measure(scripts, extent) {
  const { startBenchServer } = await import('./server.js');
  const { startBrowser } = await import('./browser.js');
  const { takeSamples } = await import('./samples.js');
  const server = await startBenchServer([scripts.empty, ...scripts.trackers]);
  try {
    const browser = await startBrowser();
    try {
      return { samples: await takeSamples({ server, browser, ...extent }, scripts, { step, fail: extent.quick ? console.error : fail }), chromium: await browser.version() };
    } finally {
      await browser.close();
    }
  } finally {
    await server.close();
  }
}

function fail(sentence) {
  console.error(sentence);
  process.exitCode = 1;
}

await run().catch((error) => fail(error.message));
