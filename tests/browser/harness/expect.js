import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { pollUntil } from './wait.js';

const ARRIVAL_MS = 8000;

/** Matches a parameter that the request must not carry. */
export const absent = Symbol('absent');

/** Matches a parameter that must be there, with whatever value (also an empty one). */
export const present = Symbol('present');

/** Settle period, in ms, in which nothing more may come. */
export const SETTLE_MS = 300;

/** Settle period that also outlasts the tracker's own spacing of separate requests (800 ms). */
export const SPACED_SETTLE_MS = 1000;

/**
 * An expected request of which more than parameters matters.
 *
 * @param {object} hitMatchers matchers for fields of the collector's hit (`method`, `transport`, `query`, `path`…)
 * @param {object} [parameterMatchers]
 */
export function request(hitMatchers, parameterMatchers = {}) {
  return { [HIT]: hitMatchers, ...parameterMatchers };
}

const HIT = Symbol('hit fields');

/**
 * The requests of one visitor, consumed step by step: each call of `expectRequests` looks only at what came since
 * the one before.
 *
 * @param {{ hits: () => object[] }} site
 * @returns {{ expectRequests: (step: object) => Promise<object[]>, hits: () => object[] }}
 */
export function openVisit(site) {
  let consumed = 0;
  const fresh = () => site.hits().slice(consumed);

  /**
   * Waits until every expected request has arrived, then asserts that no refuted and no further request came by the
   * end of the settle period.
   *
   * @param {object} step
   * @param {object[]} [step.requests] per request `{ parameter: matcher }` or `request(…)`; a matcher is an exact
   *   value, a RegExp, a predicate, `absent` or `present`
   * @param {object[]} [step.refuted] requests that must not come, to say why an extra one would be wrong
   * @param {boolean} [step.ordered] they must arrive in the order given (else any order)
   * @param {number} [step.settle] ms
   * @param {number} [step.within] ms to wait for the expected ones
   * @returns {Promise<object[]>} the hits, in the order of `requests`
   */
  async function expectRequests({ requests = [], refuted = [], ordered = false, settle = SETTLE_MS, within = ARRIVAL_MS }) {
    const complete = () => assign(requests, fresh(), ordered).missing.length === 0;
    const wrong = () => fresh().some((hit) => refuted.some((expected) => matches(hit, expected)));
    await pollUntil(() => complete() || wrong(), within);
    await sleep(settle);
    const seen = fresh();
    const { found, missing, extra } = assign(requests, seen, ordered);
    const refutedHits = seen.filter((hit) => refuted.some((expected) => matches(hit, expected)));
    if (missing.length || extra.length || refutedHits.length) {
      assert.fail(describeFailure({ missing, extra, refutedHits, seen, ordered }));
    }
    consumed += seen.length;
    return found;
  }

  return { expectRequests, hits: () => site.hits() };
}

function assign(requests, seen, ordered) {
  const owner = ordered ? pairInOrder(requests, seen) : pairFreely(requests, seen);
  const taken = new Set(owner.values());
  return {
    found: requests.map((_, index) => seen[owner.get(index)]),
    missing: requests.filter((_, index) => !owner.has(index)),
    extra: seen.filter((_, index) => !taken.has(index)),
  };
}

function pairInOrder(requests, seen) {
  const owner = new Map();
  let next = 0;
  requests.forEach((expected, index) => {
    if (next < seen.length && matches(seen[next], expected)) {
      owner.set(index, next);
      next += 1;
    }
  });
  return owner;
}

/** Greedy pairing would let a loose expectation take the only hit that a stricter one fits, so taken hits can move. */
function pairFreely(requests, seen) {
  const owner = new Map();
  const expectationOf = new Map();

  function claim(index, tried) {
    return seen.some((hit, position) => {
      if (tried.has(position) || !matches(hit, requests[index])) return false;
      tried.add(position);
      if (expectationOf.has(position) && !claim(expectationOf.get(position), tried)) return false;
      expectationOf.set(position, index);
      owner.set(index, position);
      return true;
    });
  }

  requests.forEach((_, index) => claim(index, new Set()));
  return owner;
}

function matches(hit, expected) {
  const fields = Object.entries(expected[HIT] ?? {});
  return fields.every(([name, matcher]) => fits(hit[name], matcher))
    && Object.entries(expected).every(([name, matcher]) => fits(hit.parameters[name], matcher));
}

function fits(value, matcher) {
  if (matcher === absent) return value === undefined;
  if (matcher === present) return value !== undefined;
  if (matcher instanceof RegExp) return value !== undefined && value !== null && matcher.test(value);
  if (typeof matcher === 'function') return Boolean(matcher(value));
  return matcher === null || value === undefined || value === null ? value === matcher : String(value) === String(matcher);
}

function describeFailure({ missing, extra, refutedHits, seen, ordered }) {
  const lines = [];
  for (const expected of missing) lines.push(`did not arrive${ordered ? ' in its place' : ''}: ${describeExpected(expected)}`);
  for (const hit of refutedHits) lines.push(`must not come: ${describeHit(hit)}`);
  if (extra.length) lines.push(`${extra.length} unexpected, see below`);
  lines.push(`seen ${seen.length}:`, ...seen.map((hit) => `  ${describeHit(hit)}`));
  return lines.join('\n');
}

function describeExpected(expected) {
  const all = { ...expected[HIT], ...expected };
  return Object.entries(all).map(([name, matcher]) => `${name}=${String(matcher)}`).join(' ');
}

const NOISE = /^(?:rec|r|h|m|s|_idn|send_image|_refts|uadata|pdf|qt|realp|wma|fla|java|ag|cookie|res|pf_.*)$/;

/**
 * One line for a hit: how it came and what it says, without the parameters that every request carries.
 *
 * @param {object} hit
 * @returns {string}
 */
export function describeHit(hit) {
  const said = Object.entries(hit.parameters).filter(([name]) => !NOISE.test(name));
  return `${hit.method} ${hit.transport}${hit.bulk ? ' bulk' : ''} ${said.map(([name, value]) => `${name}=${value}`).join(' ')}`;
}
