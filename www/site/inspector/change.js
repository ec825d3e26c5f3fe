import { difference } from './difference.js';
import { element } from './element.js';
import { ruleOf } from './rules.js';

/** @returns {boolean} Is this parameter sent otherwise than the tracker assembled it, or not at all? */
export const isChanged = ({ original, scrubbed, marks }) => marks.length > 0 || scrubbed !== original;

/**
 * A parameter before and after: what was found is marked with its rule, and so is what took its place.
 *
 * @param {{ original: string, scrubbed: string | null, marks: { rule: string, text: string }[] }} parameter of a `ScrubStory`
 * @returns {HTMLElement}
 */
export function changeOf({ original, scrubbed, marks }) {
  const rules = [...new Set(marks.map(({ rule }) => rule))];
  return element('div', { class: 'change' },
    side('Before', ...before(original, marks)),
    scrubbed === null ? side('After', element('em', { class: 'not-sent' }, 'not sent')) : side('After', ...after(original, scrubbed)),
    element('ul', { class: 'why' }, ...(rules.length ? rules.map(reason) : [element('li', {}, 'The policy says what is sent here.')])));
}

function side(name, ...content) {
  return element('p', { class: name.toLowerCase() }, element('span', { class: 'side' }, name), ' ', element('span', { class: 'text' }, ...content));
}

function reason(rule) {
  const { label, about } = ruleOf(rule);
  return element('li', {}, element('span', { class: 'rule' }, label), ' ', about);
}

/** The marks come in order, so each is looked for behind the one before. */
function before(original, marks) {
  const parts = [];
  let at = 0;
  for (const { rule, text } of marks) {
    const start = text ? original.indexOf(text, at) : -1;
    if (start < 0) continue;
    const name = element('span', { class: 'rule', 'aria-hidden': 'true' }, ruleOf(rule).label);
    parts.push(original.slice(at, start), element('del', {}, text), name);
    at = start + text.length;
  }
  return [...parts, original.slice(at)];
}

function after(original, scrubbed) {
  if (!scrubbed) return [element('em', { class: 'not-sent' }, 'empty')];
  return difference(original, scrubbed).map(({ text, isNew }) => (isNew ? element('ins', {}, text) : text));
}
