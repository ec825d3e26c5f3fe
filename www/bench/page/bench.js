import { inFrame } from './frame.js';
import { rotate } from './statistics.js';
import { tableOf } from './view.js';
import { weigh } from './weight.js';

const ROUNDS = 5;
const COUNT = 300;

/** Each is measured in every round, for every script. */
const MEASURES = [
  { label: 'Start', note: 'until the script has run', unit: 'ms', digits: 1, sample: (source) => inFrame('start', source) },
  {
    label: 'One event', note: 'with the cookies of this browser', unit: 'µs', digits: 0,
    sample: (source) => inFrame('events', source, { count: COUNT, realCookies: true }),
  },
  {
    label: 'One event', note: 'with cookies in memory', unit: 'µs', digits: 0,
    sample: (source) => inFrame('events', source, { count: COUNT, realCookies: false }),
  },
];

const form = document.getElementById('bench');
const progress = document.getElementById('progress');
const results = document.getElementById('results');
const button = form.querySelector('button');

form.addEventListener('submit', async (event) => {
  event.preventDefault();
  button.disabled = true;
  results.hidden = true;
  progress.hidden = false;
  try {
    const scripts = await readScripts();
    results.replaceChildren(tableOf(scripts.map(({ name }) => name), await measure(scripts)));
    results.hidden = false;
    say('Done. Numbers of one browser on one machine: compare the ratios, not the times.');
  } catch (error) {
    say(error.message, 'wrong');
  } finally {
    button.disabled = false;
    progress.hidden = true;
  }
});

async function readScripts() {
  const response = await fetch('/pkg/paqet.js');
  if (!response.ok) throw new Error('pkg/paqet.js is missing: run npm run build, then measure again.');
  const files = [['paqet', await response.blob()]];
  const [matomo] = document.getElementById('matomo').files;
  if (matomo) files.push(['matomo.js', matomo]);
  return Promise.all(files.map(async ([name, content]) => ({ name, content, source: await content.text() })));
}

async function measure(scripts) {
  const rows = MEASURES.map((row) => ({ ...row, samples: scripts.map(() => []) }));
  progress.max = ROUNDS * rows.length * scripts.length;
  progress.value = 0;
  for (let round = 0; round < ROUNDS; round += 1) {
    say(`Round ${round + 1} of ${ROUNDS}`);
    for (const row of rows) {
      for (const script of rotate(scripts, round)) {
        row.samples[scripts.indexOf(script)].push(await sampleOf(row, script));
        progress.value += 1;
      }
    }
  }
  return [...(await weights(scripts)), ...rows];
}

async function sampleOf({ label, sample }, { name, source }) {
  try {
    return await sample(source);
  } catch (error) {
    throw new Error(`${name}, ${label.toLowerCase()}: ${error.message}.`, { cause: error });
  }
}

async function weights(scripts) {
  const weighed = await Promise.all(scripts.map(({ content }) => weigh(content)));
  const row = (key, label, note) => ({
    label, note, unit: 'B', digits: 0, samples: weighed.map((weight) => (weight[key] === null ? [] : [weight[key]])),
  });
  return [row('raw', 'Script', 'as it is'), row('gzip', 'Script', 'gzip, as this browser packs')];
}

function say(sentence, kind = '') {
  const status = document.getElementById('status');
  status.textContent = sentence;
  status.className = `status ${kind}`.trim();
}
