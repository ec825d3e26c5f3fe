import { parameterOf } from '/collector/parameters.js';
import { element } from './inspector/element.js';

const STATES = {
  on: 'You agreed. This is sent.',
  asking: 'You have not decided. Nothing is sent.',
  refused: 'Refused. Nothing is sent.',
  off: 'Switched off.',
  development: 'Off, because this is a place of development.',
};
const BED = '/usage/bed/7/janes-tomatoes';

const at = (id) => document.getElementById(id);

/** One request, as a table of its fields. */
function requestOf({ when, parameters }) {
  const rows = Object.entries(parameters).map(([name, value]) => element('tr', {},
    element('th', { scope: 'row' }, name), element('td', {}, value), element('td', {}, parameterOf(name)?.about ?? '')));
  const title = parameters.action_name ?? parameters.e_a ?? '';
  return element('details', { open: when === 'page view' },
    element('summary', {}, when, element('span', {}, ` ${title}`)),
    element('table', { class: 'fields' }, element('tbody', {}, ...rows)));
}

function show(usage) {
  const { targets, stored } = usage.preview();
  at('state').textContent = STATES[usage.state()];
  at('choice').hidden = false;
  at('agree').hidden = usage.state() === 'on';
  at('refuse').hidden = usage.state() === 'refused';
  at('refuse').textContent = usage.state() === 'on' ? 'Stop' : 'Refuse';
  at('address').textContent = `This page is ${location.pathname}.`;
  at('targets').replaceChildren(...targets.map(({ trackerUrl, siteId, requests }) => element('section', { class: 'target' },
    element('h2', {}, `To ${trackerUrl}, site ${siteId}`),
    element('p', { class: 'sends' }, `${requests.length} requests: on a page view, on an event, and in the report once in five days.`),
    ...requests.map(requestOf))));
  at('stored').textContent = localStorage.getItem('paqet.usage') === null ? 'nothing' : JSON.stringify(stored, null, 2);
}

function begin() {
  const { usage } = window;
  const act = (id, work) => at(id).addEventListener('click', async () => {
    await work();
    show(usage);
  });
  act('agree', () => usage.agree());
  act('refuse', () => usage.refuse());
  act('open', () => history.pushState(null, '', location.pathname === BED ? '/usage' : BED));
  act('save', () => {});
  act('call', () => usage.recordCall('Bed.list', 42));
  addEventListener('popstate', () => show(usage));
  show(usage);
}

if (window.usage) begin();
else addEventListener('usage', begin, { once: true });
