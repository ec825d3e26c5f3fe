import { bytes } from './measure/bytes.js';
import { calls } from './measure/calls.js';
import { eventCost } from './measure/event_cost.js';
import { interaction } from './measure/interaction.js';
import { leaving } from './measure/leaving.js';
import { listeners } from './measure/listeners.js';
import { mainThread } from './measure/main_thread.js';
import { memory } from './measure/memory.js';
import { scale } from './measure/scale.js';
import { scrubShare } from './measure/scrub_share.js';
import { start, startSlow, startThrottled } from './measure/start.js';
import { rotate } from './page/statistics.js';

const MEASURES = [start, startSlow, startThrottled, mainThread, eventCost, calls, interaction, scrubShare, leaving, memory, scale, listeners];

/** Forms of paqet beside the script, for which only some is measured: all would take too long. */
const FORMS = ['nowasm', 'npm'];

/**
 * Takes all samples, the scripts in turn. What cannot be measured is missing and does not hide the rest.
 *
 * @param {import('./browser.js').Lab} lab
 * @param {Awaited<ReturnType<typeof import('./scripts.js').readScripts>>} scripts
 * @param {{ step: <T>(title: string, work: () => Promise<T>) => Promise<T>, fail: (sentence: string) => void }} tell
 *   told what begins and what could not be measured
 * @returns {Promise<Record<string, Record<string, number[]>>>} samples by row, then by script
 */
export async function takeSamples(lab, { empty, trackers }, { step, fail }) {
  const samples = {};
  for (const tracker of trackers) add(samples, tracker.name, bytes(tracker));
  for (const measure of MEASURES) {
    const wanted = trackers.filter(({ name }) => measure.everyForm || !FORMS.includes(name));
    const names = [...wanted, ...(measure.withEmpty ? [empty] : [])].map(({ name }) => name);
    const count = lab.quick ? measure.rounds.quick : Math.ceil(measure.rounds.full * lab.share);
    try {
      const taken = await step(`${measure.title}: ${count} × ${names.join(', ')}`, () => repeat(lab, measure, names, count));
      Object.assign(samples, taken);
    } catch (error) {
      fail(`${measure.title} could not be measured: ${error.message}`);
    }
  }
  return samples;
}

async function repeat(lab, { sample }, names, count) {
  const samples = {};
  for (let round = 0; round < count; round += 1) {
    for (const name of rotate(names, round)) add(samples, name, await sample(lab, name));
  }
  return samples;
}

function add(samples, name, values) {
  for (const [row, value] of Object.entries(values)) ((samples[row] ??= {})[name] ??= []).push(value);
}
