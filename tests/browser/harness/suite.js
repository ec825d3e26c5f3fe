import { after, test } from 'node:test';
import { BUILD_NAMES } from './builds.js';
import { ENGINE_NAMES, launchEngine } from './engines.js';
import { describeHit, openVisit } from './expect.js';
import { openSite } from './site.js';

const TEST_MS = 120_000;
const ENGINES = select('ENGINES', ENGINE_NAMES);
const BUILDS = select('BUILDS', process.env.TRACKER ? ['wasm'] : BUILD_NAMES);
const SPREAD = process.env.SPREAD ? select('SPREAD', BUILD_NAMES) : [];
const IS_ORACLE = process.env.ORACLE === '1';

/** Engines that no test uses at the moment. Those of a test that ran out of time come late. */
const idle = [];
let isOver = false;

let register = test;
let spread = 0;

/**
 * Hands the tests that browserTest registers from now on to another function than node:test's.
 *
 * @param {typeof test} other
 */
export function registerWith(other) {
  register = other;
}

after(async () => {
  isOver = true;
  await Promise.allSettled(idle.map((engine) => engine.close()));
});

/**
 * Marks a test of something paqet does better than matomo.js on purpose; it is skipped where ORACLE=1 says that the
 * tracker under test is the genuine one. Pass it as (or spread it into) the options of browserTest.
 *
 * @param {string} reason what matomo.js does instead
 */
export function improves(reason) {
  return { improves: reason };
}

/**
 * Registers a test that runs once per engine and build, as subtests of one test with node:test's reporter. They run side
 * by side: most of a browser test is waiting. Each run has a browser for itself, since only one window has the focus, its own
 * site (site.js), page with its own cookies (page.js) and visit (expect.js). A failure prints the hits and the page's console.
 * On the builds that env SPREAD names, a test runs in one engine only, the next test in the next.
 *
 * @param {string} name
 * @param {object} options
 * @param {string[]} [options.engines] default: all that env ENGINES names (default all three)
 * @param {string[]} [options.builds] default: all that env BUILDS names (default both); see builds.js
 * @param {string} [options.charset] charset that the tracker's Content-Type claims
 * @param {string} [options.improves] see improves()
 * @param {number} [options.timeout] in ms, for tests of many pages
 * @param {(given: { engine, build, site, page, visit, t }) => Promise<void>} run
 */
export function browserTest(name, options, run) {
  const { timeout = TEST_MS } = options;
  const engines = ENGINES.filter((engine) => (options.engines ?? ENGINE_NAMES).includes(engine));
  const builds = BUILDS.filter((build) => (options.builds ?? BUILD_NAMES).includes(build));
  const ways = builds.flatMap((build) => (
    SPREAD.includes(build) && engines.length ? [engines[spread++ % engines.length]] : engines
  ).map((engine) => ({ engine, build })));
  const skip = IS_ORACLE && options.improves ? `matomo.js: ${options.improves}` : ways.length === 0 && 'for other engines or builds';
  register(name, { concurrency: Math.max(ways.length, 1), skip, timeout }, async (t) => {
    await Promise.all(ways.map(({ engine, build }) => (
      t.test(`${engine}, ${build}`, { timeout }, (subtest) => runOnce(engine, { ...options, build }, run, subtest))
    )));
  });
}

function select(variable, known) {
  const names = process.env[variable] ? process.env[variable].split(',') : known;
  const unknown = names.filter((name) => !known.includes(name));
  if (unknown.length) throw new Error(`${variable} names ${unknown.join(', ')}; known are ${known.join(', ')}`);
  return names;
}

async function runOnce(engineName, options, run, t) {
  const site = await openSite(options);
  let engine;
  let page;
  try {
    engine = await takeEngine(engineName);
    page = await engine.newPage();
    await run({ engine, build: options.build, site, page, visit: openVisit(site), t });
  } catch (error) {
    t.diagnostic(await describeScene(engineName, site, page));
    throw error;
  } finally {
    await Promise.all([leave(engine, page), site.close()]);
  }
}

async function takeEngine(name) {
  const at = idle.findIndex((engine) => engine.name === name);
  return at < 0 ? launchEngine(name) : idle.splice(at, 1)[0];
}

/** An engine that gave no page, or does not let go of it, is no good for another test. */
async function leave(engine, page) {
  if (!engine) return;
  try {
    await page.close();
    if (!isOver) return void idle.push(engine);
  } catch {
    // Whether it is broken or the page, it goes.
  }
  await engine.close().catch(() => {});
}

async function describeScene(engineName, site, page) {
  const hits = site.hits().map((hit) => `  ${describeHit(hit)}`);
  const messages = page ? await page.consoleMessages() : [];
  const lines = messages.map(({ type, text }) => `  ${type}: ${text}`);
  return [`${engineName}, all hits (${hits.length}):`, ...hits, `page console (${lines.length}):`, ...lines].join('\n');
}
