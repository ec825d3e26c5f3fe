import { GROUP_NAMES, parameterOf } from '/collector/parameters.js';
import { actionOf } from './action.js';
import { changeOf, isChanged } from './change.js';
import { element } from './element.js';
import { copyButton } from './copy.js';

const UNKNOWN = 'Unknown';
const CLOCK = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' });
const TRANSPORTS = { image: 'image', beacon: 'beacon', fetch: 'fetch or XHR', post: 'POST' };

/**
 * One request in the list: a line that opens to everything known about it.
 *
 * @param {object} hit as the collector describes it
 * @param {object} [story] what the tracker told of scrubbing it
 * @returns {{ id: number, query: string, node: HTMLElement, action: { id: string, label: string, title: string },
 *   tell: (story: object) => void, matches: (words: string[]) => boolean }}
 *   `tell`: takes the story when it comes later; `matches`: whether all of the lower-case words occur in it
 */
export function createCard(hit, story) {
  const action = actionOf(hit.parameters);
  const details = element('details', { class: `hit ${action.id}` });
  let changes;
  function tell(told) {
    changes = (told?.parameters ?? []).filter(isChanged);
    const content = [summaryOf(hit, action, changes.length), details.open ? bodyOf(hit, changes) : null];
    details.replaceChildren(...content.filter(Boolean));
  }
  tell(story);
  // Most requests are never opened: their tables are made when they are.
  details.addEventListener('toggle', () => details.querySelector('.hit-body') ?? details.append(bodyOf(hit, changes)));
  const text = [action.label, action.title, hit.transport, ...Object.entries(hit.parameters).flat(), ...hit.problems.map((problem) => problem.message)]
    .join('\n').toLowerCase();
  return {
    id: hit.id,
    query: hit.query,
    tell,
    node: element('li', {}, details),
    action,
    matches: (words) => words.every((word) => text.includes(word)),
  };
}

function summaryOf(hit, { label, title }, scrubbed) {
  const count = hit.problems.length;
  return element('summary', {},
    element('span', { class: 'kind' }, label),
    element('time', { datetime: new Date(hit.at).toISOString() }, CLOCK.format(hit.at)),
    element('span', { class: 'title' }, title),
    count || scrubbed ? element('span', { class: 'flags' },
      count ? element('span', { class: 'flag' }, count === 1 ? '1 problem' : `${count} problems`) : null,
      scrubbed ? element('span', { class: 'scrubs' }, `${scrubbed} scrubbed`) : null) : null);
}

function bodyOf(hit, changes) {
  const unplaced = hit.problems.filter(({ parameter }) => !(parameter in hit.parameters));
  return element('div', { class: 'hit-body' },
    element('p', { class: 'way' }, wayOf(hit)),
    unplaced.length ? element('ul', { class: 'problems' }, ...unplaced.map(({ parameter, message }) => (
      element('li', {}, element('strong', {}, `Problem with ${parameter}: `), message)
    ))) : null,
    hit.names.length ? tableOf(hit, changes) : null,
    element('div', { class: 'raw' },
      element('div', { class: 'raw-head' }, element('h4', {}, 'As sent'), copyButton(hit.query)),
      element('pre', { tabindex: '0', 'aria-label': 'The request as sent' }, hit.query || '(nothing)')));
}

function wayOf({ method, path, transport, bytes, bulk, headers }) {
  return [
    `${method} ${path}`,
    `by ${TRANSPORTS[transport]}`,
    `${bytes} bytes`,
    bulk && bulk.size ? `${bulk.index + 1} of ${bulk.size} in a bulk request` : '',
    headers.origin ? `from ${headers.origin}` : '',
  ].filter(Boolean).join(' · ');
}

/** Roles are spelled out because the narrow layout gives up `display: table`, and with it the roles. */
function tableOf(hit, changes) {
  const names = [...new Set([...hit.names, ...changes.map(({ name }) => name)])];
  const groupOf = (name) => parameterOf(name)?.group ?? UNKNOWN;
  const bodies = [UNKNOWN, ...GROUP_NAMES].map((group) => [group, names.filter((name) => groupOf(name) === group)])
    .filter(([, members]) => members.length)
    .map(([group, members]) => element('tbody', { role: 'rowgroup' },
      element('tr', { role: 'row', class: 'group' }, element('th', { role: 'rowheader', scope: 'rowgroup', colspan: '3' }, group)),
      ...members.map((name) => rowOf(name, hit, changes.find((change) => change.name === name)))));
  const heads = ['Parameter', 'Value', 'Meaning'].map((text) => element('th', { role: 'columnheader', scope: 'col' }, text));
  return element('table', { role: 'table' },
    element('caption', { class: 'unseen' }, 'Parameters of this request'),
    element('thead', { role: 'rowgroup' }, element('tr', { role: 'row' }, ...heads)),
    ...bodies);
}

function rowOf(name, hit, change) {
  const value = hit.parameters[name];
  const problems = hit.problems.filter(({ parameter }) => parameter === name);
  return element('tr', { role: 'row', class: problems.length ? 'bad' : null },
    element('th', { role: 'rowheader', scope: 'row' }, name),
    element('td', { role: 'cell', class: 'value' },
      change ? changeOf(change) : valueOf(value),
      ...problems.map(({ message }) => element('span', { class: 'problem' }, element('strong', {}, 'Problem: '), message))),
    element('td', { role: 'cell', class: 'meaning' }, parameterOf(name)?.about ?? 'Not documented by Matomo.'));
}

function valueOf(value) {
  return value === '' ? element('span', { class: 'empty' }, 'empty') : element('span', {}, readable(value));
}

/** JSON values are set on several lines; whatever does not parse is shown as it is. */
function readable(value) {
  if (!/^[[{]/.test(value)) return value;
  try {
    return JSON.stringify(JSON.parse(value), null, 1);
  } catch {
    return value;
  }
}
