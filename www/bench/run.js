import { mkdir, writeFile } from 'node:fs/promises';
import { cpus, loadavg } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { setUpBrowsers, setUpPackages } from '../../js/build/setup.js';
import { root, step } from '../../js/build/steps.js';
import { readScripts } from './scripts.js';
import { resultsOf } from './results.js';
import { tableOf } from './table.js';

const REPORT = '.paqet/bench.json';

/** `npm run bench`: what paqet costs, side by side with the matomo.js that MATOMO_JS names. */
async function run() {
  const { values: { quick = false } } = parseArgs({ options: { quick: { type: 'boolean' } } });
  await setUpPackages();
  await setUpBrowsers();
  const scripts = await readScripts(process.env.MATOMO_JS);
  const { samples, chromium } = await measure(scripts, quick);
  const results = resultsOf(samples);
  const columns = [...scripts.trackers].reverse();
  console.log(`\n${tableOf(results, columns)}\n`);
  console.log('Medians, in brackets the middle half of the samples. Memory is JavaScript heap and WebAssembly memory, above an empty page.');
  if (columns.length === 1) console.log('MATOMO_JS=/path/to/matomo.js npm run bench compares with the real one.');
  await writeReport({ quick, chromium, scripts, results });
}

async function measure(scripts, quick) {
  const { startBenchServer } = await import('./server.js');
  const { startBrowser } = await import('./browser.js');
  const { takeSamples } = await import('./samples.js');
  const server = await startBenchServer([scripts.empty, ...scripts.trackers]);
  try {
    const browser = await startBrowser();
    try {
      return { samples: await takeSamples({ server, browser, quick }, scripts, { step, fail }), chromium: await browser.version() };
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

async function writeReport({ quick, chromium, scripts, results }) {
  const report = {
    date: new Date().toISOString(),
    machine: { processor: cpus()[0]?.model, cores: cpus().length, load: loadavg(), node: process.version, chromium },
    quick,
    scripts: Object.fromEntries(scripts.trackers.map(({ name, sha384 }) => [name, { sha384 }])),
    rows: results.map(({ row: { id, label, unit, must, aim }, scripts: measured, ratio }) => ({ id, label, unit, must, aim, ratio, ...measured })),
  };
  await mkdir(join(root, '.paqet'), { recursive: true });
  await writeFile(join(root, REPORT), `${JSON.stringify(report, null, 2)}\n`);
  console.log(`With all samples: ${REPORT}`);
}

await run().catch((error) => fail(error.message));
