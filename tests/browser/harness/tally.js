import { BUILD_NAMES } from './builds.js';
import { ENGINE_NAMES } from './engines.js';

/**
 * A reporter of node:test that says at the end how many cases passed and failed, by engine and build.
 *
 * @param {AsyncIterable<{ type: string, data: object }>} events
 */
export default async function* tally(events) {
  const rows = new Map();
  for (const engine of ENGINE_NAMES) {
    for (const build of BUILD_NAMES) rows.set(`${engine}, ${build}`, { engine, build, passed: 0, failed: 0, skipped: 0 });
  }
  for await (const { type, data } of events) {
    const row = rows.get(data.name);
    if (!row) continue;
    if (type === 'test:fail') row.failed += 1;
    if (type === 'test:pass') row[data.skip === undefined ? 'passed' : 'skipped'] += 1;
  }
  const line = (...cells) => `${cells.map((cell, at) => (at < 2 ? String(cell).padEnd(10) : String(cell).padStart(8))).join('')}\n`;
  yield `\n${line('engine', 'build', 'passed', 'failed', 'skipped')}`;
  for (const { engine, build, passed, failed, skipped } of rows.values()) yield line(engine, build, passed, failed, skipped);
}
