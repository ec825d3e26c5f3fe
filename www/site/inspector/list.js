import { ACTIONS } from './action.js';
import { element } from './element.js';

const KEPT = 500;

/**
 * The list of requests, newest first, in one section for each kind of action or in a single one by time.
 *
 * - `add(card, isNew)`: `isNew` lets it light up for a moment.
 * - `arrange(isByTime)`, `filter(words)`, `forgetBefore(id)`.
 * - `find(isWanted)` answers the newest card that is wanted, undefined when none is.
 * - `counts()` answers `{ all, shown }`. Of more than 500 requests the oldest are dropped.
 *
 * @param {HTMLElement} root gets the sections
 */
export function createList(root) {
  let cards = [];
  let words = [];
  let isByTime = false;
  const sections = new Map(ACTIONS.map(({ id, label }) => [id, createSection(label, id)]));
  const timeline = createSection('Newest first');
  root.append(timeline.node, ...[...sections.values()].map((section) => section.node));

  const sectionOf = (card) => (isByTime ? timeline : sections.get(card.action.id));

  function show(card) {
    card.node.hidden = !card.matches(words);
  }

  function refresh() {
    for (const section of [timeline, ...sections.values()]) section.refresh();
  }

  function place() {
    root.classList.toggle('by-action', !isByTime);
    for (const card of cards) sectionOf(card).list.prepend(card.node);
    refresh();
  }

  place();
  return {
    add(card, isNew) {
      cards.push(card);
      if (cards.length > KEPT) cards.shift().node.remove();
      show(card);
      card.node.classList.toggle('new', isNew);
      sectionOf(card).list.prepend(card.node);
      refresh();
    },
    arrange(byTime) {
      isByTime = byTime;
      place();
    },
    filter(wanted) {
      words = wanted;
      cards.forEach(show);
      refresh();
    },
    forgetBefore(oldest) {
      for (const card of cards) if (card.id < oldest) card.node.remove();
      cards = cards.filter((card) => card.id >= oldest);
      refresh();
    },
    find: (isWanted) => cards.findLast(isWanted),
    counts: () => ({ all: cards.length, shown: cards.filter((card) => !card.node.hidden).length }),
  };
}

function createSection(label, kind = '') {
  const count = element('span', { class: 'count' });
  const list = element('ol', { class: 'hits' });
  const node = element('section', { class: `kind-group ${kind}`, hidden: true }, element('h3', {}, label, ' ', count), list);
  function refresh() {
    const shown = [...list.children].filter((item) => !item.hidden).length;
    node.hidden = shown === 0;
    count.textContent = String(shown);
  }
  return { node, list, refresh };
}
