import { mkdir, writeFile } from 'node:fs/promises';
import { cpus, loadavg, release, totalmem, type } from 'node:os';
import { join } from 'node:path';
import { root } from '../../js/build/steps.js';
import { PLOTS, plot } from './plots.js';
import { markdownOf } from './table.js';

/** What is committed: the table, plots, and on which machine it was. */
export const FOLDER = 'www/bench/report';

/** All samples of the last run. */
export const SAMPLES = '.paqet/bench.json';

/** @param {{ quick: boolean, chromium: string, scripts: object, results: import('./results.js').Result[] }} run */
export async function writeSamples({ quick, chromium, scripts, results }) {
  const samples = {
    ...machine(chromium),
    quick,
    scripts: Object.fromEntries(scripts.trackers.map(({ name, sha384 }) => [name, { sha384 }])),
    rows: results.map(({ row: { id, label, unit, must, aim }, scripts: measured, ratio }) => ({ id, label, unit, must, aim, ratio, ...measured })),
  };
  await mkdir(join(root, '.paqet'), { recursive: true });
  await writeFile(join(root, SAMPLES), `${JSON.stringify(samples, null, 2)}\n`);
}

/** @param {{ chromium: string, cells: string[][], results: import('./results.js').Result[] }} run compared with matomo.js */
export async function writeReport({ chromium, cells, results }) {
  await mkdir(join(root, FOLDER), { recursive: true });
  const write = (name, content) => writeFile(join(root, FOLDER, name), content);
  for (const [name, { spec }] of Object.entries(PLOTS)) await write(`${name}.svg`, await plot(spec(results)));
  const { date, processor, cores, memory, system, load, node } = machine(chromium);
  await write('README.md', `# What paqet costs

\`MATOMO_JS=/path/to/matomo.js npm run bench -- ${process.argv.slice(2).join(' ')}\` wrote this on ${date.slice(0, 10)}: ${processor}, ${cores} cores, ${memory} GiB, ${system},
${chromium}, Node ${node}; load of the machine at the end ${load.map((value) => value.toFixed(1)).join(', ')}. The scripts were measured in turn, in fresh pages of
one browser. Compare the ratios: times are those of this machine.

${Object.entries(PLOTS).map(([name, { says }]) => `![${says}](${name}.svg)`).join('\n\n')}

Medians, in brackets the middle half of the samples. The ratio is that of \`paqet.js\` to \`matomo.js\`; must and aim are what the project
wants of it. Memory is JavaScript heap and WebAssembly memory, above an empty page.

${markdownOf(cells)}
`);
}

function machine(chromium) {
  return {
    date: new Date().toISOString(),
    processor: cpus()[0]?.model,
    cores: cpus().length,
    memory: Math.round(totalmem() / 2 ** 30),
    system: `${type()} ${release()}`,
    load: loadavg(),
    node: process.version,
    chromium,
  };
}
