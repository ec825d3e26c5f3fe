import { changeOf, isChanged } from '/inspector/change.js';
import { element } from '/inspector/element.js';
import { EXAMPLES } from './examples.js';
import { readPolicy } from './policy.js';

const LABELS = { url: 'Address', action_name: 'Title' };
/** Screen readers hear the result when typing pauses. */
const PAUSE_MS = 600;

const form = document.getElementById('scrub');
const { url, title, policy, json } = form.elements;
const [own, complaint, verdict, result] = ['own', 'complaint', 'verdict', 'result'].map((id) => document.getElementById(id));
/** A tracker that has neither endpoint nor site, and is never asked to track. */
const tracker = window.Matomo?.getTracker();
let timer;

function show() {
  own.hidden = policy.value !== 'own';
  const { wish, wrong = tracker.checkScrubPolicy(wish), isReadable } = readPolicy(policy.value, json.value);
  complaint.hidden = !wrong;
  complaint.replaceChildren(...(wrong ? complaintOf(wrong, isReadable) : []));
  json.setAttribute('aria-invalid', String(Boolean(wrong)));
  if (!isReadable) {
    tell('There is no result until the policy is JSON.');
    return result.replaceChildren();
  }
  tracker.setScrubPolicy(wish);
  const entered = { url: url.value.trim(), action_name: title.value };
  const pairs = Object.entries(entered).filter(([, value]) => value);
  const { request, parameters } = tracker.explainScrub(pairs.map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join('&'));
  tell(pairs.length ? sentence(request, parameters) : 'Paste an address, or take an example.');
  result.replaceChildren(...(pairs.length ? parameters.map(rowOf) : []));
}

/** What the tracker says, in the words of its console line. */
function complaintOf(wrong, isReadable) {
  if (!isReadable) return [element('strong', {}, 'This is no JSON. '), wrong];
  return [element('strong', {}, 'The tracker’s console: '), element('code', {}, `paqet: ${wrong}`), ' It goes by the strictest reading.'];
}

function sentence(request, parameters) {
  if (request === null) return 'The policy keeps this request back.';
  const marks = parameters.filter(isChanged).reduce((sum, { marks: found }) => sum + Math.max(found.length, 1), 0);
  if (!marks) return policy.value === 'off' ? 'It is sent as it is.' : 'Nothing to scrub: it is sent as it is.';
  return marks === 1 ? 'One thing is scrubbed.' : `${marks} things are scrubbed.`;
}

function rowOf(parameter) {
  const { name, original } = parameter;
  return element('section', { class: 'parameter' },
    element('h3', {}, LABELS[name] ?? name, ' ', element('code', {}, name)),
    isChanged(parameter) ? changeOf(parameter) : element('p', { class: 'same' }, original));
}

function tell(text) {
  clearTimeout(timer);
  timer = setTimeout(() => { verdict.textContent = text; }, verdict.textContent ? PAUSE_MS : 0);
}

function take(example) {
  url.value = example.url;
  title.value = example.title;
  show();
}

for (const example of EXAMPLES) {
  const button = element('button', { type: 'button', class: 'quiet' }, example.label);
  button.addEventListener('click', () => take(example));
  document.getElementById('examples').append(button, ' ');
}
form.addEventListener('submit', (event) => event.preventDefault());
if (tracker) {
  form.addEventListener('input', show);
  take(EXAMPLES[0]);
} else {
  verdict.textContent = 'The tracker did not start; the browser’s console says why.';
}
