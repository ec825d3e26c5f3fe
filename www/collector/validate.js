import { firstValues } from './encoding.js';
import { FORMATS } from './formats.js';
import { parameterOf } from './parameters.js';

const SHOWN = 60;

/**
 * Everything about one request that the Tracking HTTP API does not foresee.
 *
 * @param {{ name: string, value: string, fault: string | null }[]} pairs from `parsePairs`
 * @param {number} at when the request arrived, epoch ms
 * @returns {{ parameter: string, message: string }[]} in the order of the wire, missing ones last; empty: well-formed
 */
export function validate(pairs, at) {
  const seen = new Set();
  const problems = [];
  for (const pair of pairs) {
    for (const message of problemsOf(pair, seen.has(pair.name), at)) problems.push({ parameter: pair.name, message });
    seen.add(pair.name);
  }
  return [...problems, ...missing(firstValues(pairs))];
}

function* problemsOf({ name, value, fault }, isRepeated, at) {
  if (fault) yield `The encoding is broken: ${fault}.`;
  if (isRepeated) yield `Given again, as ${shown(value)}; only the first is shown here.`;
  const parameter = parameterOf(name);
  if (!parameter) {
    yield 'Not a parameter of the Tracking HTTP API.';
  } else if (!isRepeated && !FORMATS[parameter.type].fits(value, parameter, at)) {
    yield `Expected ${FORMATS[parameter.type].expected(parameter)}, not ${shown(value)}.`;
  }
}

function shown(value) {
  if (value === '') return 'an empty value';
  return `“${value.length > SHOWN ? `${value.slice(0, SHOWN)}…` : value}”`;
}

function* missing(values) {
  const has = (name) => name in values;
  if (!has('idsite')) yield { parameter: 'idsite', message: 'Missing: Matomo refuses a request without a site.' };
  if (!has('rec')) yield { parameter: 'rec', message: 'Missing: Matomo records only requests with rec=1.' };
  if (has('e_c') !== has('e_a')) {
    const [absent, given] = has('e_c') ? ['e_a', 'e_c'] : ['e_c', 'e_a'];
    yield { parameter: absent, message: `Missing: an event needs it beside ${given}.` };
  }
  if ((has('c_p') || has('c_t') || has('c_i')) && !has('c_n')) {
    yield { parameter: 'c_n', message: 'Missing: content needs a name.' };
  }
  if ((has('ec_id') || has('ec_items')) && values.idgoal !== '0') {
    yield { parameter: 'idgoal', message: 'Missing or not 0: an order or cart needs idgoal=0.' };
  }
  if ((has('search_cat') || has('search_count')) && !has('search')) {
    yield { parameter: 'search', message: 'Missing: a search needs its keyword.' };
  }
}

/**
 * Whether a server could record the request at all.
 *
 * @param {Record<string, string>} parameters
 * @returns {boolean}
 */
export function isUsable(parameters) {
  return Boolean(parameters.idsite) && parameters.rec === '1';
}
